package dev.tideway.app.storage;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;

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
  Storage storage(StorageUrl url) {
    return switch (url) {
      case StorageUrl.Local(var folder) -> new LocalStorage(folder);
      case StorageUrl.S3 s3 -> throw new IllegalArgumentException("not yet: " + s3);
      case StorageUrl.Gcs gcs -> throw new IllegalArgumentException("not yet: " + gcs);
      case StorageUrl.Azure azure -> throw new IllegalArgumentException("not yet: " + azure);
    };
  }
}
