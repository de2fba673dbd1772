/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated;

import dev.tandem.simulated.tds.Message;
import dev.tandem.simulated.tds.ProtocolException;
import dev.tandem.simulated.tds.TdsOutput;
import dev.tandem.simulated.tds.TokenWriter;
import dev.tandem.simulated.value.Answer;
import dev.tandem.simulated.value.Row;
import dev.tandem.simulated.value.SqlServerError;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Writes answers as tokens, and looks up now and then whether the client still wants them. */
final class Replies {
  private static final int ROWS_BETWEEN_LOOKS = 256;

  private final InputStream in;
  private final TdsOutput out;
  private final TokenWriter tokens;

  Replies(InputStream in, TdsOutput out) {
    this.in = in;
    this.out = out;
    this.tokens = new TokenWriter(out);
  }

  TokenWriter tokens() {
    return tokens;
  }

  /** The client has cancelled, and was told so. */
  static final class Cancelled extends Exception {
    private static final long serialVersionUID = 1;
  }

  /** Writes an answer of a batch. */
  void inBatch(Answer answer, boolean more) throws IOException, Cancelled {
    if (content(answer) instanceof Answer.Count count) {
      tokens.done(count, more);
    } else {
      tokens.done(more);
    }
  }

  /** Writes an answer within a call. */
  void inCall(Answer answer) throws IOException, Cancelled {
    if (content(answer) instanceof Answer.Count count) {
      tokens.doneInCall(count);
    } else {
      tokens.doneInCall();
    }
  }

  /** Returns what is left to be said: of rows their count. */
  private Answer content(Answer answer) throws IOException, Cancelled {
    if (answer instanceof Answer.Rows rows) {
      return new Answer.Count(Answer.Command.SELECT, rows(rows));
    }
    if (answer instanceof Answer.Moved moved) {
      tokens.movedTo(moved.from(), moved.to());
    }
    return answer;
  }

  private long rows(Answer.Rows rows) throws IOException, Cancelled {
    tokens.columns(rows.columns());
    long count = 0;
    for (Row row : rows.rows()) {
      tokens.row(rows.columns(), row);
      count++;
      if (count % ROWS_BETWEEN_LOOKS == 0 && in.available() > 0) {
        stopForAttention();
      }
    }
    return count;
  }

  /** The answer breaks off, and only a message of its own says why. */
  private void stopForAttention() throws IOException, Cancelled {
    @Nullable Message message = Message.read(in);
    if (message == null || message.type() != Message.ATTENTION) {
      throw new ProtocolException("Only an attention may come before the answer has ended.");
    }
    tokens.failed();
    out.endMessage();
    tokens.attended();
    throw new Cancelled();
  }

  void batchFailed(SqlServerError error) throws IOException {
    tokens.error(error);
    tokens.failed();
  }

  void callFailed(SqlServerError error, boolean more) throws IOException {
    tokens.error(error);
    tokens.callFailed(more);
  }
}
