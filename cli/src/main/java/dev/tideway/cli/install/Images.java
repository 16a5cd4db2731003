package dev.tideway.cli.install;

import dev.tideway.cli.console.Steps;
import dev.tideway.cli.images.BuiltImage;
import dev.tideway.cli.images.ImageBuilder;
import dev.tideway.cli.images.Programs;
import dev.tideway.cli.images.ServersImage;
import java.nio.file.Path;

/**
 * What an installation runs.
 *
 * @param operator the controller
 * @param app the bundled API
 */
public record Images(BuiltImage operator, BuiltImage app) {

  /** PostgreSQL and Redis for a local cluster. */
  public static ServersImage servers(Steps steps) {
    return steps.make(
        "servers",
        progress -> {
          ServersImage servers = ServersImage.build(progress::at);
          progress.at("PostgreSQL and Redis " + servers.tag());
          return servers;
        });
  }

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
