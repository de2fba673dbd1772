/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.model.error.ErrorCode;
import dev.tandem.model.error.TandemException;
import dev.tandem.model.source.HeartbeatRow;
import dev.tandem.model.source.OnTruncate;
import dev.tandem.model.source.SourceAccess;
import dev.tandem.model.source.SourceKind;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import dev.tandem.mysql.MySqlConnection;
import dev.tandem.sqlserver.SqlServerConnection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import org.apache.kafka.connect.data.Struct;

/** What is particular to capturing one kind of source; all else is alike for all of them. */
public abstract class SourceEngine {

  SourceEngine() {}

  /**
   * The engine for a MySQL server.
   *
   * @param serverId what capture calls itself among the source's replicas; empty for one made of
   *     the pipeline's name
   * @param onTruncate what becomes of the rows of a table that is truncated
   */
  public static SourceEngine mysql(
      MySqlConnection server, OptionalLong serverId, OnTruncate onTruncate) {
    return new MySqlEngine(server, serverId, onTruncate);
  }

  /**
   * The engine for databases of a SQL Server.
   *
   * @param databases as the server spells them
   */
  public static SourceEngine sqlServer(SqlServerConnection server, List<String> databases) {
    return new SqlServerEngine(server, databases);
  }

  abstract SourceKind kind();

  /** A reader of the same server. */
  abstract SourceAccess reader();

  /**
   * The connector's settings that only this kind has.
   *
   * @param tables the captured tables as the catalogue has them now
   */
  abstract Properties settings(CaptureConfig config, List<SourceTable> tables, SourceFacts facts);

  /** Whether the connector may take other columns than the catalogue says for a table's key. */
  abstract boolean mistakesKeys();

  /** The code of a refused login, or of something else that the server forbids. */
  abstract ErrorCode denied();

  /**
   * What a user is told of a failure of the server's that passes by itself, or of {@link #denied};
   * empty for others.
   */
  abstract Optional<TandemException> passing(SQLException failure);

  /** Asks the server that answers now. */
  abstract SourceFacts facts();

  /**
   * Checks that the server can continue where capture stopped.
   *
   * @param offset of one source partition whose snapshot is done
   * @throws TandemException when changes are missing on either side
   */
  abstract void checkContinues(CaptureConfig config, SourceOffsets.Offset offset);

  /** The databases whose snapshot is yet to be taken, or to be taken anew. */
  abstract List<String> unread(SourceOffsets offsets, List<String> databases);

  /** Whether a heartbeat's offset says no more than the one that is published. */
  abstract boolean isWithin(Map<String, ?> heartbeat, Map<String, ?> published);

  /** The table that a record's source block names. */
  abstract TableId table(Struct source);

  /** Where in the log a record's source block says that it stands, for people. */
  abstract String place(Struct source);

  /** What becomes of the rows of a table that is truncated. */
  abstract OnTruncate onTruncate();

  /** What a session does for this kind of source besides running its connector. */
  abstract SourceSession session(CaptureConfig config, CaptureMeter meter);

  /** The row of a pipeline's heartbeat, in a table of the server. */
  abstract HeartbeatRow heartbeat(TableId table, String pipeline);

  /** About how many rows a table holds; empty when the source does not tell without counting. */
  abstract OptionalLong estimatedRows(TableId table);
}
