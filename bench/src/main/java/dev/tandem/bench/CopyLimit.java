/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.bench.OrderRows.Change;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.sql.Connection;
import java.util.List;
import java.util.Map;

/** What no sink can pass: all rows by one COPY, in one transaction, out of a file. */
record CopyLimit(OrderDatabase database, OrderRows rows, CopyRows files) implements Contender {

  @Override
  public String name() {
    return "copy";
  }

  @Override
  public void prepare() throws IOException {
    files.file(Change.INSERT);
  }

  @Override
  public Map<String, Run> run() throws Exception {
    database.empty();
    Run run;
    try (Connection connection = database.connect();
        InputStream in = Files.newInputStream(files.file(Change.INSERT))) {
      Stretch stretch = Stretch.begin(List.of(database.processes(), Processes.self("client")));
      long copied = OrderDatabase.copy(connection, in);
      run = stretch.end(copied);
    }
    database.verify(rows, Change.INSERT, OrderDatabase.BY_HAND);
    return Map.of(Change.INSERT.phase(), run);
  }
}
