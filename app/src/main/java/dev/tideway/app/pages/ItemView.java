package dev.tideway.app.pages;

import dev.tideway.app.models.AttachedFile;
import dev.tideway.app.models.Item;
import java.util.List;
import java.util.Optional;

/**
 * An item's page.
 *
 * @param files what is attached to it; empty where no storage is configured
 */
public record ItemView(Item item, Optional<List<AttachedFile>> files) {}
