package dev.tideway.cli.install;

import dev.tideway.cli.console.Steps;
import dev.tideway.cli.images.BuiltImage;
import dev.tideway.cli.images.ImageBuilder;
import dev.tideway.cli.images.Programs;
import java.nio.file.Path;

/**
 * What an installation runs.
 *
 * @param operator the controller
 * @param app the bundled API
 */
public record Images(BuiltImage operator, BuiltImage app) {

  /** Builds what has changed since the last time. */
  public static Images build(Path repository, Steps steps) {
    return steps.make(
        "images",
        progress -> {
          ImageBuilder builder = ImageBuilder.standard(progress::at);
          BuiltImage operator = builder.build(Programs.operator(repository));
          BuiltImage app = builder.build(Programs.app(repository));
          progress.at("operator " + operator.tag() + ", app " + app.tag());
          return new Images(operator, app);
        });
  }
}
