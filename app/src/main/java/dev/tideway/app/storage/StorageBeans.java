package dev.tideway.app.storage;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The storage that is configured. Only the chosen adapter's class is ever loaded, and with it its
 * vendor's library: the others cost a start nothing.
 */
@Factory
@RequiresStorage
final class StorageBeans {
  // Read as the app starts, so that a mistake in it ends the start and not a user's upload.
  @Context
  StorageUrl url(@Property(name = RequiresStorage.PROPERTY) String url) {
    return StorageUrl.parse(url);
  }

  @Singleton
  @Bean(preDestroy = "close")
  Storage storage(
      StorageUrl url, @Property(name = "storage.endpoint", defaultValue = "") String endpoint) {
    return switch (url) {
      case StorageUrl.Local(Path folder) -> new LocalStorage(folder);
      case StorageUrl.S3 s3 ->
          S3Storage.open(s3, Optional.of(endpoint).filter(e -> !e.isBlank()).map(URI::create));
      case StorageUrl.Gcs gcs -> GcsStorage.open(gcs);
      case StorageUrl.Azure azure -> AzureStorage.open(azure);
    };
  }
}
