package dev.tideway.operator.status;

import dev.tideway.crds.AdoptionStatus;
import dev.tideway.operator.domain.Adoption;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps in an app's status how far it has taken over what ran before it. */
final class AdoptionCodec {
  private AdoptionCodec() {}

  /** A stage that a newer release knows begins anew: what was done before is seen. */
  static Optional<Adoption> read(@Nullable AdoptionStatus status) {
    return Optional.ofNullable(status)
        .flatMap(
            s ->
                stage(s)
                    .map(
                        stage ->
                            new Adoption(s.deployment(), Optional.ofNullable(s.service()), stage)));
  }

  private static Optional<Adoption.Stage> stage(AdoptionStatus s) {
    Optional<Instant> at = Optional.ofNullable(s.at()).map(Instant::parse);
    Optional<Instant> deadline = Optional.ofNullable(s.deadline()).map(Instant::parse);
    return switch (s.stage()) {
      case "Growing" -> Optional.of(new Adoption.Growing());
      case "Switching" -> deadline.map(Adoption.Switching::new);
      case "Draining" -> deadline.map(end -> new Adoption.Draining(at, end));
      case "Removing" -> Optional.of(new Adoption.Removing());
      case "Returned" -> Optional.ofNullable(s.revision()).map(Adoption.Returned::new);
      case "Done" -> at.map(Adoption.Done::new);
      default -> Optional.empty();
    };
  }

  static @Nullable AdoptionStatus write(Optional<Adoption> adoption) {
    return adoption
        .map(
            a ->
                new AdoptionStatus(
                    a.deployment(),
                    a.service().orElse(null),
                    a.name(),
                    at(a.stage()),
                    deadline(a.stage()),
                    a.stage() instanceof Adoption.Returned r ? r.revision() : null))
        .orElse(null);
  }

  private static @Nullable String at(Adoption.Stage stage) {
    return switch (stage) {
      case Adoption.Growing g -> null;
      case Adoption.Switching s -> null;
      case Adoption.Draining d -> d.until().map(Instant::toString).orElse(null);
      case Adoption.Removing r -> null;
      case Adoption.Returned r -> null;
      case Adoption.Done d -> d.at().toString();
    };
  }

  private static @Nullable String deadline(Adoption.Stage stage) {
    return switch (stage) {
      case Adoption.Switching s -> s.deadline().toString();
      case Adoption.Draining d -> d.deadline().toString();
      case Adoption.Growing _, Adoption.Removing _, Adoption.Returned _, Adoption.Done _ -> null;
    };
  }
}
