package dev.tideway.app.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StorageUrlTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          file:///data                 | Local[folder=/data]
          file:/data/files             | Local[folder=/data/files]
          s3://bucket                  | S3[bucket=bucket, prefix=]
          s3://bucket/                 | S3[bucket=bucket, prefix=]
          s3://bucket/a/b/             | S3[bucket=bucket, prefix=a/b/]
          gs://my_bucket/a             | Gcs[bucket=my_bucket, prefix=a/]
          azblob://account/files       | Azure[account=account, container=files, prefix=]
          azblob://account/files/a/b   | Azure[account=account, container=files, prefix=a/b/]
          """)
  void reads(String url, String expected) {
    assertEquals(expected, StorageUrl.parse(url).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/data",
        "data",
        "file:///",
        "file://host/data",
        "s3:///a",
        "s3://key@bucket",
        "s3://bucket?region=x",
        "azblob://account",
        "azblob://account/",
        "ftp://host/a",
        "s3://a b"
      })
  void refusesWithTheShapes(String url) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> StorageUrl.parse(url));
    assertEquals(
        "STORAGE_URL can't be read: write file:///FOLDER, s3://BUCKET/PREFIX, gs://BUCKET/PREFIX or"
            + " azblob://ACCOUNT/CONTAINER/PREFIX",
        e.getMessage());
  }
}
