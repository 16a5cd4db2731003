package dev.tideway.app.storage;

import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.HttpRequestInitializer;
import com.google.api.client.http.InputStreamContent;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.storage.StorageScopes;
import com.google.api.services.storage.model.StorageObject;
import com.google.auth.http.HttpCredentialsAdapter;
import com.google.auth.oauth2.GoogleCredentials;
import dev.tideway.app.settings.InvalidSetting;
import java.io.IOException;
import java.io.InputStream;

/**
 * Google Cloud Storage, by its JSON API. An object is there when the last piece of its resumable
 * upload is; what was begun and not finished is forgotten by the service after a week.
 */
final class GcsStorage implements Storage {
  private static final int PIECE = 2 * 1024 * 1024;
  private static final int TIMEOUT_MILLIS = 30_000;

  private final com.google.api.services.storage.Storage gcs;
  private final String bucket;
  private final String prefix;

  GcsStorage(com.google.api.services.storage.Storage gcs, String bucket, String prefix) {
    this.gcs = gcs;
    this.bucket = bucket;
    this.prefix = prefix;
  }

  /**
   * As whoever the application default credentials say: workload identity, for one.
   *
   * @throws InvalidSetting when there are none
   */
  static GcsStorage open(StorageUrl.Gcs url) {
    try {
      HttpCredentialsAdapter credentials =
          new HttpCredentialsAdapter(
              GoogleCredentials.getApplicationDefault()
                  .createScoped(StorageScopes.DEVSTORAGE_READ_WRITE));
      return new GcsStorage(builder(credentials).build(), url.bucket(), url.prefix());
    } catch (IOException e) {
      throw new InvalidSetting(
          "STORAGE_URL is in Google Cloud Storage, and there are no credentials ("
              + e.getMessage()
              + "): give the pod a workload identity, or set GOOGLE_APPLICATION_CREDENTIALS to a"
              + " file with them");
    }
  }

  static com.google.api.services.storage.Storage.Builder builder(HttpRequestInitializer identity) {
    return new com.google.api.services.storage.Storage.Builder(
            new NetHttpTransport(),
            GsonFactory.getDefaultInstance(),
            request -> {
              identity.initialize(request);
              request.setConnectTimeout(2_000).setReadTimeout(TIMEOUT_MILLIS);
            })
        .setApplicationName("tideway-app");
  }

  @Override
  public void write(String key, InputStream bytes) throws IOException {
    Watched watched = new Watched(bytes);
    try {
      var insert =
          gcs.objects()
              .insert(
                  bucket,
                  new StorageObject().setName(prefix + key),
                  new InputStreamContent("application/octet-stream", watched));
      insert.getMediaHttpUploader().setChunkSize(PIECE).setDirectUploadEnabled(false);
      insert.execute();
    } catch (IOException e) {
      if (watched.thrown().isPresent()) {
        throw watched.thrown().get();
      }
      throw failed(e);
    }
  }

  @Override
  public InputStream read(String key, long from, long length) {
    if (length == 0) {
      return InputStream.nullInputStream();
    }
    try {
      var get = gcs.objects().get(bucket, prefix + key);
      get.getMediaHttpDownloader().setDirectDownloadEnabled(true);
      get.getRequestHeaders().setRange("bytes=" + from + "-" + (from + length - 1));
      return get.executeMediaAsInputStream();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public void delete(String key) {
    try {
      gcs.objects().delete(bucket, prefix + key).execute();
    } catch (IOException e) {
      if (!isMissing(e)) {
        throw failed(e);
      }
    }
  }

  @Override
  public int memoryOfAnUpload() {
    return 2 * PIECE;
  }

  private static boolean isMissing(IOException e) {
    return e instanceof com.google.api.client.http.HttpResponseException response
        && response.getStatusCode() == 404;
  }

  private static StorageException failed(IOException e) {
    String words =
        e instanceof GoogleJsonResponseException json && json.getDetails() != null
            ? json.getStatusCode() + " " + json.getDetails().getMessage()
            : String.valueOf(e.getMessage());
    return new StorageException(
        isMissing(e) ? StorageException.Kind.MISSING : StorageException.Kind.AWAY,
        "Google Cloud Storage: " + words,
        e);
  }
}
