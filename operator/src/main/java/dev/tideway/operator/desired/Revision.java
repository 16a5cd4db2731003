package dev.tideway.operator.desired;

import dev.tideway.crds.AppPort;
import dev.tideway.operator.domain.RevisionId;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.util.List;
import java.util.Map;

/**
 * A revision as it was first rendered. Its pods are made from this for as long as it lives,
 * whatever a later version of the operator would render.
 *
 * @param id hash, number and image
 * @param template the pod template
 * @param files contents of its ConfigMap, by key; empty when it needs none
 * @param ports of the container, at least one; the first is "the" port
 */
public record Revision(
    RevisionId id, PodTemplateSpec template, Map<String, String> files, List<AppPort> ports) {
  public Revision {
    files = Map.copyOf(files);
    ports = List.copyOf(ports);
  }

  /** Renders what an app's spec asks for now. */
  public static Revision render(App app, RevisionId id) {
    return new Revision(id, PodTemplates.render(app, id), Files.contents(app.spec()), app.ports());
  }

  /** A revision of which no more is known than what its pods are made from. */
  public static Revision ofTemplate(
      RevisionId id, PodTemplateSpec template, Map<String, String> files) {
    List<AppPort> ports =
        template.getSpec().getContainers().stream()
            .filter(container -> container.getName().equals(Containers.NAME))
            .map(Container::getPorts)
            .flatMap(List::stream)
            .filter(port -> port.getName() != null)
            .map(Revision::port)
            .toList();
    return new Revision(id, template, files, App.orDefault(ports));
  }

  private static AppPort port(ContainerPort port) {
    return new AppPort(port.getName(), port.getContainerPort());
  }
}
