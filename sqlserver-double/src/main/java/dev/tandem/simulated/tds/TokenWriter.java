/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.tds;

import dev.tandem.simulated.value.Answer;
import dev.tandem.simulated.value.Column;
import dev.tandem.simulated.value.Row;
import dev.tandem.simulated.value.SqlServerError;
import dev.tandem.simulated.value.SqlType;
import java.io.IOException;
import java.util.List;

/** Writes the tokens of which a reply consists. */
public final class TokenWriter {
  private static final int RETURN_STATUS = 0x79;
  private static final int COLUMNS = 0x81;
  private static final int ERROR = 0xAA;
  private static final int RETURN_VALUE = 0xAC;
  private static final int LOGIN_ACKNOWLEDGED = 0xAD;
  private static final int ROW = 0xD1;
  private static final int CHANGE = 0xE3;
  private static final int DONE = 0xFD;
  private static final int DONE_PROCEDURE = 0xFE;
  private static final int DONE_IN_PROCEDURE = 0xFF;

  private static final int MORE = 0x01;
  private static final int FAILED = 0x02;
  private static final int COUNTED = 0x10;
  private static final int ATTENTION = 0x20;

  private static final int CHANGED_DATABASE = 1;
  private static final int CHANGED_LANGUAGE = 2;
  private static final int CHANGED_PACKET_SIZE = 4;
  private static final int CHANGED_COLLATION = 7;

  /** As long as the server's own get, and far from what the token's length can say. */
  private static final int LONGEST_MESSAGE = 2_047;

  private static final int NULLABLE = 0x01;
  private static final int WRITABLE = 0x08;
  private static final int IDENTITY = 0x10;
  private static final String PRODUCT = "Microsoft SQL Server";

  private final TdsOutput out;
  private final ValueWriter values;

  public TokenWriter(TdsOutput out) {
    this.out = out;
    this.values = new ValueWriter(out);
  }

  /** All that a client wants to hear when it is let in. */
  public void loggedIn(String database, int packetBytes) throws IOException {
    movedTo("master", database);
    out.u8(CHANGE);
    out.u16(1 + 1 + Tds.COLLATION_BYTES + 1);
    out.u8(CHANGED_COLLATION);
    out.u8(Tds.COLLATION_BYTES);
    Tds.writeCollation(out);
    out.u8(0);
    changed(CHANGED_LANGUAGE, "us_english", "");
    changed(CHANGED_PACKET_SIZE, Integer.toString(packetBytes), "4096");
    out.u8(LOGIN_ACKNOWLEDGED);
    out.u16(1 + 4 + 1 + 2 * PRODUCT.length() + 4);
    out.u8(1);
    out.bytes((byte) 0x74, (byte) 0, (byte) 0, (byte) 4);
    out.shortText(PRODUCT);
    ServerVersion.write(out);
    done(false);
  }

  public void movedTo(String from, String to) throws IOException {
    changed(CHANGED_DATABASE, to, from);
  }

  private void changed(int what, String now, String before) throws IOException {
    out.u8(CHANGE);
    out.u16(1 + 1 + 2 * now.length() + 1 + 2 * before.length());
    out.u8(what);
    out.shortText(now);
    out.shortText(before);
  }

  public void columns(List<Column> columns) throws IOException {
    out.u8(COLUMNS);
    out.u16(columns.size());
    for (Column column : columns) {
      out.i32(0);
      out.u16(WRITABLE | (column.nullable() ? NULLABLE : 0) | (column.identity() ? IDENTITY : 0));
      values.type(column.type());
      if (column.type().kind().isFormerLob()) {
        out.u8(1); // the parts of a table's name, which nobody looks at
        out.longText("");
      }
      out.shortText(column.name());
    }
  }

  public void row(List<Column> columns, Row row) throws IOException {
    out.u8(ROW);
    for (int i = 0; i < columns.size(); i++) {
      values.value(columns.get(i).type(), row.get(i));
    }
  }

  /** The end of a statement's answer without a count. */
  public void done(boolean more) throws IOException {
    end(DONE, more ? MORE : 0);
  }

  public void done(Answer.Count count, boolean more) throws IOException {
    end(DONE, COUNTED | (more ? MORE : 0), number(count.command()), count.rows());
  }

  /** The end of one statement's answer within a call, behind which there is always more. */
  public void doneInCall() throws IOException {
    end(DONE_IN_PROCEDURE, MORE);
  }

  public void doneInCall(Answer.Count count) throws IOException {
    end(DONE_IN_PROCEDURE, COUNTED | MORE, number(count.command()), count.rows());
  }

  private static int number(Answer.Command command) {
    return switch (command) {
      case SELECT -> 0xC1;
      case INSERT -> 0xC3;
      case DELETE -> 0xC4;
      case UPDATE -> 0xC5;
    };
  }

  /** The end of a call that went well. */
  public void callDone(boolean more) throws IOException {
    end(DONE_PROCEDURE, more ? MORE : 0);
  }

  public void callFailed(boolean more) throws IOException {
    end(DONE_PROCEDURE, FAILED | (more ? MORE : 0));
  }

  public void failed() throws IOException {
    end(DONE, FAILED);
  }

  public void attended() throws IOException {
    end(DONE, ATTENTION);
  }

  private void end(int token, int status) throws IOException {
    end(token, status, 0, 0);
  }

  private void end(int token, int status, int command, long rows) throws IOException {
    out.u8(token);
    out.u16(status);
    out.u16(command);
    out.i64(rows);
  }

  public void returnStatus() throws IOException {
    out.u8(RETURN_STATUS);
    out.i32(0);
  }

  /** The handle of a prepared statement, as the call's output parameter. */
  public void returnHandle(int handle) throws IOException {
    out.u8(RETURN_VALUE);
    out.u16(0);
    out.shortText("");
    out.u8(1);
    out.i32(0);
    out.u16(0);
    values.type(SqlType.INT);
    values.value(SqlType.INT, (long) handle);
  }

  public void error(SqlServerError error) throws IOException {
    String whole = String.valueOf(error.getMessage());
    String message = whole.substring(0, Math.min(whole.length(), LONGEST_MESSAGE));
    String server = "double";
    out.u8(ERROR);
    out.u16(4 + 1 + 1 + 2 + 2 * message.length() + 1 + 2 * server.length() + 1 + 4);
    out.i32(error.number());
    out.u8(1);
    out.u8(error.level());
    out.longText(message);
    out.shortText(server);
    out.shortText("");
    out.i32(1);
  }
}
