package dev.tideway.cli.appd.kubectl;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/** Changes as they come. */
public interface Watch extends AutoCloseable {
  /** The next change, if there is one within a time. */
  News next(Duration limit);

  @Override
  void close();

  /** What a watch has to tell. */
  sealed interface News {
    /** An object that is new or has changed. */
    record Changed(JsonNode object) implements News {}

    /** An object that is gone. */
    record Deleted(JsonNode object) implements News {}

    /** Nothing within the time. */
    record Quiet() implements News {}

    /**
     * Nothing more will come: apiservers end every watch after some time.
     *
     * @param why what kubectl said, empty when it ended without a word
     */
    record Ended(String why) implements News {}
  }
}
