package dev.tideway.app.storage;

import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;

class AzureStorageTest extends StorageContract {
  private static final String ACCOUNT = "files";

  private final String key = key();
  private @Nullable Emulator azure;

  @Override
  Storage open() {
    Emulator started =
        Emulator.start(
            Map.of("AZURITE_ACCOUNTS", ACCOUNT + ":" + key),
            "successfully listens on http://[^:]*:(\\d+)",
            "node",
            Emulator.fetched("node_modules/azurite/dist/src/blob/main.js"),
            "--blobHost",
            "127.0.0.1",
            "--blobPort",
            "0",
            "--inMemoryPersistence",
            "--silent",
            "--skipApiVersionCheck",
            "--disableTelemetry");
    azure = started;
    BlobContainerClient container = container(started.uri().toString());
    container.create();
    return new AzureStorage(container, "some/where/");
  }

  @Override
  Storage unreachable() {
    return new AzureStorage(container("http://127.0.0.1:1"), "");
  }

  @AfterAll
  void end() {
    if (azure != null) {
      azure.close();
    }
  }

  private BlobContainerClient container(String at) {
    return new BlobServiceClientBuilder()
        .endpoint(at + "/" + ACCOUNT)
        .credential(new StorageSharedKeyCredential(ACCOUNT, key))
        .httpClient(AzureStorage.http())
        .retryOptions(new RetryOptions(new FixedDelayOptions(1, Duration.ofMillis(10))))
        .buildClient()
        .getBlobContainerClient("container");
  }

  private static String key() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
