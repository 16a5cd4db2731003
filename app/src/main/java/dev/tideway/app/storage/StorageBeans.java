package dev.tideway.app.storage;

import dev.tideway.app.settings.Settings;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import java.nio.file.Path;

/**
 * The storage that is configured. Only the chosen adapter's class is ever loaded, and with it its
 * vendor's library: the others cost a start nothing.
 */
@Factory
@RequiresStorage
final class StorageBeans {
  // Made as the app starts, so that a mistake in it ends the start and not a user's upload.
  @Context
  @Bean(preDestroy = "close")
  Storage storage(@Property(name = RequiresStorage.PROPERTY) String url, Settings settings) {
    return switch (StorageUrl.parse(url)) {
      case StorageUrl.Local(Path folder) -> new LocalStorage(folder);
      case StorageUrl.S3 s3 -> S3Storage.open(s3, settings);
      case StorageUrl.Gcs gcs -> GcsStorage.open(gcs);
      case StorageUrl.Azure azure -> AzureStorage.open(azure, settings);
    };
  }
}
