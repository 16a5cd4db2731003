package dev.tideway.app.storage;

import com.google.api.services.storage.model.Bucket;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;

class GcsStorageTest extends StorageContract {
  private static final String BUCKET = "files";

  private @Nullable Emulator gcs;

  @Override
  Storage open() throws IOException {
    String program = Emulator.fetched("fake-gcs-server");
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    String at = "http://127.0.0.1:" + port;
    Emulator started =
        Emulator.start(
            Map.of(),
            "server started at http://[^:]*:(\\d+)",
            program,
            "-scheme=http",
            "-host=127.0.0.1",
            "-port=" + port,
            "-backend=memory",
            "-external-url=" + at);
    gcs = started;
    var client = client(at);
    client.buckets().insert("none", new Bucket().setName(BUCKET)).execute();
    return new GcsStorage(client, BUCKET, "some/where/");
  }

  @Override
  Storage unreachable() {
    return new GcsStorage(client("http://127.0.0.1:1"), BUCKET, "");
  }

  @AfterAll
  void end() {
    if (gcs != null) {
      gcs.close();
    }
  }

  private static com.google.api.services.storage.Storage client(String at) {
    return GcsStorage.builder(request -> {}).setRootUrl(at + "/").build();
  }
}
