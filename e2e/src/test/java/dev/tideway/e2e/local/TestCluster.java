package dev.tideway.e2e.local;

import dev.tideway.cli.Folders;
import dev.tideway.cli.cluster.Clusters;
import dev.tideway.cli.cluster.LocalCluster;
import dev.tideway.cli.console.Steps;
import dev.tideway.cli.console.Style;
import dev.tideway.cli.images.BuiltImage;
import dev.tideway.cli.images.ImageBuilder;
import dev.tideway.cli.images.Programs;
import dev.tideway.cli.install.Images;
import dev.tideway.cli.install.Installation;
import dev.tideway.cli.tools.Tool;
import dev.tideway.cli.tools.Tools;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One cluster for all tests of a run, beside any that the user has up. It is made when the first
 * test wants it, and removed at the end; {@code -Dcluster.keep=true} leaves it for a look.
 */
final class TestCluster implements BeforeAllCallback, ParameterResolver {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(TestCluster.class);
  private static final String NAME = "e2e";
  private static final boolean KEEP = Boolean.getBoolean("cluster.keep");

  @Override
  public void beforeAll(ExtensionContext context) {
    Assumptions.assumeTrue(
        "root".equals(System.getProperty("user.name")), "real pods take root: run this as root");
    running(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Running.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return running(context);
  }

  private static Running running(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent("cluster", key -> start(), Running.class);
  }

  private static Running start() {
    Path repository = Folders.repository();
    Steps steps = new Steps(System.err, new Style(false, false));
    LocalCluster cluster =
        new LocalCluster(
            new Clusters(Folders.of(System.getenv())).findOrCreate(NAME), Tools.standard());
    Images images = Images.build(repository, steps);
    try {
      cluster.up(steps);
      new Installation(repository, cluster, Tools.standard().program(Tool.HELM4, "helm"))
          .run(images, steps);
    } catch (RuntimeException e) {
      // Nobody else would.
      if (!KEEP) {
        cluster.down();
      }
      throw e;
    }
    KubernetesClient client = client(cluster.layout().kubeconfig());
    return new Running(cluster, client, images, new HashMap<>());
  }

  private static KubernetesClient client(Path kubeconfig) {
    try {
      Config config = Config.fromKubeconfig(Files.readString(kubeconfig));
      return new KubernetesClientBuilder().withConfig(config).build();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The cluster as tests use it.
   *
   * @param images which the node has
   * @param versions what was made of it
   */
  record Running(
      LocalCluster cluster,
      KubernetesClient client,
      Images images,
      Map<String, BuiltImage> versions)
      implements AutoCloseable {

    /** The bundled app's image. */
    BuiltImage app() {
      return images.app();
    }

    /** The same app that calls itself by another version; the node has it afterwards. */
    BuiltImage version(String version) {
      return versions.computeIfAbsent(version, this::make);
    }

    private BuiltImage make(String version) {
      BuiltImage image =
          ImageBuilder.standard(System.err::println)
              .build(Programs.app(Folders.repository()).withVersion(version));
      cluster.importImage(image);
      return image;
    }

    @Override
    public void close() {
      client.close();
      if (!KEEP) {
        cluster.down();
      }
    }
  }
}
