/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.bench.OrderRows.Change;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The rows, their versions included, as PostgreSQL's COPY reads them, in a file. */
final class CopyRows {
  private final Path folder;
  private final OrderRows rows;

  CopyRows(Path folder, OrderRows rows) {
    this.folder = folder;
    this.rows = rows;
  }

  /** The file, made unless it is there. */
  Path file(Change change) throws IOException {
    Path file = folder.resolve("orders-" + rows.id() + "-" + change.phase() + ".copy");
    if (!Files.exists(file)) {
      Files.createDirectories(folder);
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(fresh))) {
        for (int number = 0; number < rows.count(); number++) {
          out.write(line(number, change).getBytes(StandardCharsets.UTF_8));
        }
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return file;
  }

  /** None of the fields holds a tab, a line feed or a backslash. */
  private String line(int number, Change change) {
    Order order = rows.row(number, change);
    return String.join(
        "\t",
        Long.toString(order.id()),
        Integer.toString(order.customer()),
        text(order.phone()),
        order.amount(),
        order.status(),
        order.createdAt(),
        order.updatedAt() + "Z",
        text(order.dueDate()),
        text(order.email()),
        Integer.toString(order.paid()),
        "\\\\x" + HexFormat.of().formatHex(Base64.getDecoder().decode(order.token())),
        text(order.note()),
        Long.toString(rows.version(number, change).value()) + "\n");
  }

  private static String text(@Nullable String value) {
    return value == null ? "\\N" : value;
  }
}
