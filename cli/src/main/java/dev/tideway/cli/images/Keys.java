package dev.tideway.cli.images;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What names the parts of an image.
 *
 * @param program of the jar, the libraries and the command line
 * @param aot of all that training sees; the image's environment isn't part of it
 * @param image of everything
 */
record Keys(String program, String aot, String image) {
  /** To be raised when the code here makes another image from the same inputs. */
  private static final String RECIPE = "2";

  static Keys of(ImageSpec spec, Path jdk, Optional<String> baseImage, boolean trained)
      throws IOException {
    ContentHash inputs = new ContentHash().file(spec.jar()).text(AppFiles.arguments(spec));
    for (Path library : spec.libraries()) {
      inputs.file(library);
    }
    String program = inputs.end();
    String aot =
        new ContentHash()
            .text(RECIPE)
            .text(baseImage.orElse(Debian.key()))
            .text(JavaRuntime.key(jdk))
            .text(program)
            .text(training(spec.training()))
            .end();
    Map<String, String> environment = new TreeMap<>(spec.environment());
    String image =
        new ContentHash()
            .text(aot)
            .text(Boolean.toString(trained))
            .text(environment.toString())
            .text(spec.ports().toString())
            .end();
    return new Keys(program, aot, image);
  }

  private static String training(Training training) {
    return switch (training) {
      case Training.UntilExit exit -> exit.arguments().toString();
      case Training.UntilServed(var environment, var paths, int rounds, var once, var alone) ->
          new TreeMap<>(environment) + " " + paths + " " + rounds + " " + once + " " + alone;
    };
  }
}
