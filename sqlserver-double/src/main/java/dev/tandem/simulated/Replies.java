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
  private final TokenWriter tokens;

  Replies(InputStream in, TdsOutput out) {
    this.in = in;
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
    long count = content(answer);
    if (count < 0) {
      tokens.done(more);
    } else {
      tokens.done(more, count);
    }
  }

  /** Writes an answer within a call. */
  void inCall(Answer answer) throws IOException, Cancelled {
    long count = content(answer);
    if (count < 0) {
      tokens.doneInCall();
    } else {
      tokens.doneInCall(count);
    }
  }

  /** Returns how many rows it is about, or -1. */
  private long content(Answer answer) throws IOException, Cancelled {
    if (answer instanceof Answer.Rows rows) {
      return rows(rows);
    }
    if (answer instanceof Answer.Moved moved) {
      tokens.movedTo(moved.from(), moved.to());
    }
    return answer instanceof Answer.Count count ? count.rows() : -1;
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

  private void stopForAttention() throws IOException, Cancelled {
    @Nullable Message message = Message.read(in);
    if (message == null || message.type() != Message.ATTENTION) {
      throw new ProtocolException("Only an attention may come before the answer has ended.");
    }
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
