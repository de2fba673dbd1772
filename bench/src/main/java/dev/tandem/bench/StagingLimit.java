/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.bench.OrderRows.Change;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * What somebody would write by hand to insert or update rows in batches: COPY into a temporary
 * table, INSERT ... SELECT ... ON CONFLICT DO UPDATE, commit. No guard, no position.
 */
record StagingLimit(OrderDatabase database, OrderRows rows, CopyRows files) implements Contender {
  private static final int BATCH = 5_000;

  @Override
  public String name() {
    return "staging";
  }

  @Override
  public void prepare() throws IOException {
    for (Change change : Change.values()) {
      files.file(change);
    }
  }

  @Override
  public Map<String, Run> run() throws Exception {
    Map<String, Run> runs = new LinkedHashMap<>();
    database.empty();
    for (Change change : Change.values()) {
      database.settle(OrderDatabase.BY_HAND);
      runs.put(change.phase(), run(change));
      database.verify(rows, change, OrderDatabase.BY_HAND);
    }
    return runs;
  }

  private Run run(Change change) throws SQLException, IOException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        InputStream in = Files.newInputStream(files.file(change))) {
      String upsert = upsert(connection);
      statement.execute(
          "CREATE TEMP TABLE staged (LIKE " + OrderDatabase.BY_HAND + ") ON COMMIT DELETE ROWS");
      connection.setAutoCommit(false);
      LineBatches lines = new LineBatches(in, 1 << 16);
      Stretch stretch = Stretch.begin(List.of(database.processes(), Processes.self("client")));
      long done = 0;
      for (long copied = copy(lines, connection); copied > 0; copied = copy(lines, connection)) {
        statement.execute(upsert);
        connection.commit();
        done += copied;
      }
      return stretch.end(done);
    }
  }

  private static long copy(LineBatches lines, Connection connection)
      throws IOException, SQLException {
    CopyIn copy =
        connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY staged FROM STDIN");
    lines.next(BATCH, copy::writeToCopy);
    return copy.endCopy();
  }

  private static String upsert(Connection connection) throws SQLException {
    List<String> columns = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet none =
            statement.executeQuery("SELECT * FROM " + OrderDatabase.BY_HAND + " LIMIT 0")) {
      for (int i = 1; i <= none.getMetaData().getColumnCount(); i++) {
        columns.add(none.getMetaData().getColumnName(i));
      }
    }
    return "INSERT INTO "
        + OrderDatabase.BY_HAND
        + " SELECT * FROM staged ON CONFLICT (order_id) DO UPDATE SET "
        + String.join(", ", columns.stream().map(c -> c + " = EXCLUDED." + c).toList());
  }
}
