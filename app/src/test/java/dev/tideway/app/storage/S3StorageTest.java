package dev.tideway.app.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

class S3StorageTest extends StorageContract {
  private static final String BUCKET = "files";

  private final Emulator s3 =
      Emulator.start(
          Map.of(),
          "started on ports? .*?(\\d+) \\(http\\)",
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-Xmx256m",
          "-XX:TieredStopAtLevel=1",
          "-Djava.io.tmpdir=" + Emulator.scratch("s3"),
          "-jar",
          Path.of("target", "emulators", "s3mock.jar").toString(),
          "--server.port=0",
          "--com.adobe.testing.s3mock.http-port=0",
          "--com.adobe.testing.s3mock.store.initial-buckets=" + BUCKET);
  private final S3Client client = client(s3.uri());

  @Override
  Storage open() {
    return new S3Storage(client, BUCKET, "some/where/");
  }

  @Override
  Storage unreachable() {
    return new S3Storage(client(URI.create("http://127.0.0.1:1")), BUCKET, "");
  }

  @AfterAll
  void end() {
    s3.close();
  }

  @Override
  void assertNothingBegun() {
    assertEquals(List.of(), client.listMultipartUploads(list -> list.bucket(BUCKET)).uploads());
    assertEquals(List.of(), client.listObjectsV2(list -> list.bucket(BUCKET)).contents());
  }

  @Test
  void deletesWhatACrashLeftBegun() {
    client.createMultipartUpload(create -> create.bucket(BUCKET).key("some/where/begun"));
    storage().delete("begun");
    assertNothingBegun();
  }

  private static S3Client client(URI endpoint) {
    S3ClientBuilder builder = S3Storage.builder();
    S3Storage.elsewhere(builder, endpoint);
    return builder.credentialsProvider(AnonymousCredentialsProvider.create()).build();
  }
}
