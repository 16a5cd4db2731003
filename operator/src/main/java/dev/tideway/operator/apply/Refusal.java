package dev.tideway.operator.apply;

import dev.tideway.operator.desired.Labels;
import dev.tideway.operator.domain.Reason;
import dev.tideway.operator.domain.Why;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A child that the apiserver will not take as it is, however often it is asked.
 *
 * @param why for people: which child, the apiserver's own words, what to do
 * @param cause to throw, for the attempt to be made again later
 */
public record Refusal(Why why, KubernetesClientException cause) {
  /** The apiserver found the object invalid. */
  static final int UNPROCESSABLE = 422;

  private static final Set<Integer> FOR_GOOD =
      Set.of(
          HttpURLConnection.HTTP_BAD_REQUEST,
          HttpURLConnection.HTTP_FORBIDDEN,
          HttpURLConnection.HTTP_NOT_FOUND,
          HttpURLConnection.HTTP_ENTITY_TOO_LARGE,
          UNPROCESSABLE);

  /** Empty for what may go well the next time, such as a conflict or an apiserver that is down. */
  static Optional<Refusal> of(HasMetadata child, KubernetesClientException e) {
    if (!FOR_GOOD.contains(e.getCode())) {
      return Optional.empty();
    }
    String words =
        Optional.ofNullable(e.getStatus()).map(s -> s.getMessage()).orElse(e.getMessage());
    String next =
        e.getCode() == HttpURLConnection.HTTP_FORBIDDEN
            ? "allow it (a quota, a policy or the operator's role), or correct the spec."
            : "correct the spec.";
    return Optional.of(
        new Refusal(
            new Why(
                Reason.ChildRejected,
                "the apiserver refuses " + label(child) + ": " + words + ".",
                next),
            e));
  }

  /** Somebody else has to do something first. */
  public static Refusal of(Why why) {
    return new Refusal(why, new KubernetesClientException(why.text()));
  }

  /** The cluster has no such kind. */
  static Refusal unknownKind(HasMetadata child) {
    Why why =
        new Why(
            Reason.ChildRejected,
            label(child) + " can't be made: the cluster has no " + child.getApiVersion() + ".",
            "install that API and restart the operator, or take the field out of the spec.");
    return of(why);
  }

  /** Something of the same name belongs to somebody else. */
  static Refusal notOurs(HasMetadata child, HasMetadata theirs) {
    Why why =
        new Why(
            Reason.ChildRejected,
            label(child) + " exists already and is not this app's" + owner(theirs) + ".",
            "delete or rename it, or hand it over with kubectl label -n "
                + theirs.getMetadata().getNamespace()
                + " "
                + theirs.getKind().toLowerCase(Locale.ROOT)
                + " "
                + theirs.getMetadata().getName()
                + " --overwrite "
                + Labels.MANAGED_BY
                + "="
                + Labels.MANAGER
                + " "
                + Labels.APP
                + "="
                + child.getMetadata().getLabels().get(Labels.APP));
    return of(why);
  }

  private static String owner(HasMetadata theirs) {
    return Optional.ofNullable(theirs.getMetadata().getOwnerReferences()).stream()
        .flatMap(List::stream)
        .filter(owner -> Boolean.TRUE.equals(owner.getController()))
        .findFirst()
        .map(owner -> " but " + owner.getKind() + " " + owner.getName() + "'s")
        .orElse("");
  }

  private static String label(HasMetadata child) {
    return child.getKind() + " " + child.getMetadata().getName();
  }
}
