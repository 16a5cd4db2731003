package dev.tideway.app.pages;

import dev.tideway.app.controllers.Attaching;
import dev.tideway.app.database.RequiresDatabase;
import dev.tideway.app.security.Roles;
import dev.tideway.app.services.FileService;
import dev.tideway.app.storage.RequiresStorage;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.InputStream;
import java.util.Optional;
import java.util.UUID;

/** Files of items, by forms of the item's page; they are downloaded from the API. */
@Controller("/items/{id}/files")
@RequiresDatabase
@RequiresStorage
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Roles.EDITOR)
@Produces(MediaType.ALL)
@Hidden
class FilePages {
  private final Attaching attaching;
  private final FileService files;

  FilePages(Attaching attaching, FileService files) {
    this.attaching = attaching;
    this.files = files;
  }

  @Post
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  HttpResponse<?> attach(HttpRequest<?> request, UUID id, @Body InputStream body) {
    return attaching.attach(
        id,
        request.getHeaders(),
        body,
        Optional.empty(),
        file -> Htmx.redirect(request, Notice.ATTACHED.after("/items/" + id)));
  }

  @Post("/{file}/delete")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> delete(HttpRequest<?> request, UUID id, UUID file) {
    return files.delete(id, file)
        ? Htmx.redirect(request, Notice.DETACHED.after("/items/" + id))
        : ItemPages.missing("file");
  }
}
