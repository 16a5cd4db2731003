package dev.tideway.app.storage;

import dev.tideway.app.settings.InvalidSetting;
import dev.tideway.app.settings.Setting;
import dev.tideway.app.settings.Settings;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Amazon S3, and what speaks its protocol. A file of one part is one request; a longer one is a
 * multipart upload, which can't be read before it is completed, and is aborted when it fails.
 */
final class S3Storage implements Storage {
  // Parts of S3's least size; a file may have 10,000 of them.
  private final PartBuffer.Pool parts = new PartBuffer.Pool(5 * 1024 * 1024);
  private final S3Client s3;
  private final String bucket;
  private final String prefix;

  S3Storage(S3Client s3, String bucket, String prefix) {
    this.s3 = s3;
    this.bucket = bucket;
    this.prefix = prefix;
  }

  /**
   * As whoever has the key in the settings; without one, as whoever the SDK's default chain finds:
   * IRSA, pod identity.
   *
   * @throws InvalidSetting when no region is known, or half of a key is
   */
  static S3Storage open(StorageUrl.S3 url, Settings settings) {
    S3ClientBuilder builder = builder();
    settings.get(Setting.STORAGE_ENDPOINT).ifPresent(at -> elsewhere(builder, URI.create(at)));
    settings.get(Setting.AWS_REGION).ifPresent(region -> builder.region(Region.of(region)));
    credentials(settings)
        .ifPresent(key -> builder.credentialsProvider(StaticCredentialsProvider.create(key)));
    try {
      return new S3Storage(builder.build(), url.bucket(), url.prefix());
    } catch (SdkClientException e) {
      throw new InvalidSetting(
          "STORAGE_URL is in S3, and can't be opened ("
              + e.getMessage()
              + "): set AWS_REGION to"
              + " the bucket's region");
    }
  }

  Region region() {
    return s3.serviceClientConfiguration().region();
  }

  // Not left to the SDK, which knows no variable that names a file.
  private static Optional<AwsCredentials> credentials(Settings settings) {
    return settings
        .get(Setting.AWS_SECRET_ACCESS_KEY)
        .map(
            secret -> {
              String id =
                  settings.needed(
                      Setting.AWS_ACCESS_KEY_ID, Setting.AWS_SECRET_ACCESS_KEY, "the key's id");
              return settings
                  .get(Setting.AWS_SESSION_TOKEN)
                  .<AwsCredentials>map(token -> AwsSessionCredentials.create(id, secret, token))
                  .orElseGet(() -> AwsBasicCredentials.create(id, secret));
            });
  }

  static S3ClientBuilder builder() {
    return S3Client.builder()
        .httpClientBuilder(
            UrlConnectionHttpClient.builder()
                .connectionTimeout(Duration.ofSeconds(2))
                .socketTimeout(Duration.ofSeconds(30)));
  }

  /** Other makers' servers have no host for each bucket, often no region, and older checksums. */
  static void elsewhere(S3ClientBuilder builder, URI endpoint) {
    builder
        .endpointOverride(endpoint)
        .forcePathStyle(true)
        .region(Region.US_EAST_1)
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED);
  }

  @Override
  public void write(String key, InputStream bytes) throws IOException {
    try (PartBuffer part = parts.of(bytes)) {
      if (part.fill()) {
        writeParts(key, part);
      } else {
        ask(() -> s3.putObject(put -> put.bucket(bucket).key(prefix + key), body(part)));
      }
    }
  }

  private void writeParts(String key, PartBuffer part) throws IOException {
    String upload =
        ask(() -> s3.createMultipartUpload(create -> create.bucket(bucket).key(prefix + key)))
            .uploadId();
    try {
      List<CompletedPart> written = new ArrayList<>();
      boolean more = true;
      while (more) {
        written.add(writePart(key, upload, written.size() + 1, part));
        more = part.fill();
      }
      if (part.length() > 0) {
        written.add(writePart(key, upload, written.size() + 1, part));
      }
      ask(
          () ->
              s3.completeMultipartUpload(
                  complete ->
                      complete
                          .bucket(bucket)
                          .key(prefix + key)
                          .uploadId(upload)
                          .multipartUpload(completed -> completed.parts(written))));
    } catch (IOException | RuntimeException e) {
      abortQuietly(key, upload, e);
      throw e;
    }
  }

  private CompletedPart writePart(String key, String upload, int number, PartBuffer part) {
    String etag =
        ask(() ->
                s3.uploadPart(
                    one -> one.bucket(bucket).key(prefix + key).uploadId(upload).partNumber(number),
                    body(part)))
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(etag).build();
  }

  @Override
  public InputStream read(String key, long from, long length) {
    if (length == 0) {
      return InputStream.nullInputStream();
    }
    ResponseInputStream<GetObjectResponse> response =
        ask(
            () ->
                s3.getObject(
                    get ->
                        get.bucket(bucket)
                            .key(prefix + key)
                            .range("bytes=" + from + "-" + (from + length - 1))));
    return new FilterInputStream(response) {
      @Override
      public void close() {
        // Closing would read the rest, of which there may be much.
        response.abort();
      }
    };
  }

  @Override
  public void delete(String key) {
    ask(() -> s3.deleteObject(delete -> delete.bucket(bucket).key(prefix + key)));
    // Parts of an upload that a crash left can't be seen, and cost money until they are aborted.
    List<MultipartUpload> begun =
        ask(() -> s3.listMultipartUploads(list -> list.bucket(bucket).prefix(prefix + key)))
            .uploads();
    begun.forEach(upload -> ask(() -> abort(key, upload.uploadId())));
  }

  @Override
  public int memoryOfAnUpload() {
    return parts.size();
  }

  @Override
  public void close() {
    s3.close();
  }

  private Object abort(String key, String upload) {
    return s3.abortMultipartUpload(
        abort -> abort.bucket(bucket).key(prefix + key).uploadId(upload));
  }

  private void abortQuietly(String key, String upload, Exception because) {
    try {
      abort(key, upload);
    } catch (SdkException e) {
      because.addSuppressed(e);
    }
  }

  private static RequestBody body(PartBuffer part) {
    return RequestBody.fromContentProvider(part::stream, part.length(), "application/octet-stream");
  }

  private interface Call<T> {
    T run();
  }

  private static <T> T ask(Call<T> call) {
    try {
      return call.run();
    } catch (NoSuchKeyException e) {
      throw new StorageException(StorageException.Kind.MISSING, "S3: " + e.getMessage(), e);
    } catch (SdkException e) {
      throw new StorageException(StorageException.Kind.AWAY, "S3: " + e.getMessage(), e);
    }
  }
}
