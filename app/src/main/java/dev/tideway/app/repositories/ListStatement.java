package dev.tideway.app.repositories;

import dev.tideway.app.models.Cursor;
import dev.tideway.app.models.ItemList;
import dev.tideway.app.models.ItemSort;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The statement of one page. Pages are found by comparing rows, {@code (name, id) > (?, ?)}, which
 * PostgreSQL reads from an index at any depth; an OFFSET would count through all that it skips.
 * Everything that a client wrote is a parameter; the text is made of constants.
 */
record ListStatement(String sql, List<Object> parameters) {

  static ListStatement of(ItemList list, Optional<Cursor> after, int limit) {
    ItemSort sort = list.sort();
    String column = column(sort.field());
    List<String> conditions = new ArrayList<>();
    List<Object> parameters = new ArrayList<>();
    list.status()
        .ifPresent(
            status -> {
              conditions.add("status = ?");
              parameters.add(status.name());
            });
    list.category()
        .ifPresent(
            category -> {
              conditions.add("category = ?");
              parameters.add(category);
            });
    list.words()
        .ifPresent(
            words -> {
              conditions.add("item_words(name, description) @@ to_tsquery('simple', ?)");
              parameters.add(words.query());
            });
    after.ifPresent(
        cursor -> {
          conditions.add("(" + column + ", id) " + (sort.descending() ? "<" : ">") + " (?, ?)");
          parameters.add(sort.valueOf(cursor.key()).orElseThrow());
          parameters.add(cursor.id());
        });
    parameters.add(limit);
    String direction = sort.descending() ? " DESC" : "";
    return new ListStatement(
        "SELECT id, name, description, category, status, quantity, created_at, updated_at, version"
            + " FROM items"
            + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions))
            + (" ORDER BY " + column + direction + ", id" + direction + " LIMIT ?"),
        List.copyOf(parameters));
  }

  void bind(PreparedStatement prepared) throws SQLException {
    int index = 1;
    for (Object parameter : parameters) {
      if (parameter instanceof Instant instant) {
        Instants.bind(prepared, index, instant);
      } else {
        prepared.setObject(index, parameter);
      }
      index++;
    }
  }

  private static String column(ItemSort.Field field) {
    return switch (field) {
      case CREATED_AT -> "created_at";
      case NAME -> "name";
      case QUANTITY -> "quantity";
    };
  }
}
