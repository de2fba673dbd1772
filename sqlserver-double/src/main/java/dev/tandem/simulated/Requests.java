/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated;

import dev.tandem.simulated.sql.Argument;
import dev.tandem.simulated.sql.Interpreter;
import dev.tandem.simulated.sql.Outcome;
import dev.tandem.simulated.sql.Session;
import dev.tandem.simulated.tds.Parameter;
import dev.tandem.simulated.tds.RpcCall;
import dev.tandem.simulated.value.Answer;
import dev.tandem.simulated.value.SqlServerError;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Runs what a session's client sends: batches, and the calls by which drivers prepare. */
final class Requests {
  private static final Pattern DECLARED = Pattern.compile("@\\w+");
  private static final Pattern UNPREPARE = Pattern.compile("EXEC sp_unprepare (\\d+);");

  /** How the driver gives back the statements that it has thrown out of its cache. */
  private static final Pattern UNPREPARE_ALL = Pattern.compile("(?:" + UNPREPARE + ")+");

  private static final int UNKNOWN_HANDLE = 8179;

  private final Interpreter interpreter;
  private final Session session;
  private final Replies replies;
  private final Map<Long, Prepared> prepared = new HashMap<>();
  private long handles;

  Requests(Interpreter interpreter, Session session, Replies replies) {
    this.interpreter = interpreter;
    this.session = session;
    this.replies = replies;
  }

  /** A text, and the names of its parameters as they are declared. */
  private record Prepared(String text, String declarations) {
    Map<String, Argument> arguments(List<Parameter> values) {
      Map<String, Argument> arguments = new HashMap<>();
      Matcher names = DECLARED.matcher(declarations);
      for (Parameter value : values) {
        String declared = names.find() ? names.group() : "";
        String name = value.name().isEmpty() ? declared : value.name();
        arguments.put(name.toLowerCase(Locale.ROOT), new Argument(value.type(), value.value()));
      }
      return arguments;
    }
  }

  void batch(String text) throws IOException {
    if (UNPREPARE_ALL.matcher(text).matches()) {
      UNPREPARE.matcher(text).results().forEach(it -> prepared.remove(Long.valueOf(it.group(1))));
      replies.tokens().done(false);
      return;
    }
    Outcome outcome = interpreter.run(session, text, Map.of());
    List<Answer> answers = outcome.answers();
    try {
      for (int i = 0; i < answers.size(); i++) {
        replies.inBatch(answers.get(i), i < answers.size() - 1 || outcome.error() != null);
      }
      if (outcome.error() != null) {
        replies.batchFailed(outcome.error());
      } else if (answers.isEmpty()) {
        replies.tokens().done(false);
      }
    } catch (SqlServerError e) {
      replies.batchFailed(e); // a value of a row could not be made
    } catch (Replies.Cancelled e) {
      return; // it was told so
    }
  }

  void calls(List<RpcCall> calls) throws IOException {
    try {
      for (int i = 0; i < calls.size(); i++) {
        call(calls.get(i), i < calls.size() - 1);
      }
    } catch (Replies.Cancelled e) {
      return; // it was told so
    }
  }

  private void call(RpcCall call, boolean more) throws IOException, Replies.Cancelled {
    List<Parameter> parameters = call.parameters();
    switch (call.procedure().toLowerCase(Locale.ROOT)) {
      case "sp_executesql" -> {
        String declarations = parameters.size() > 1 ? text(parameters, 1) : "";
        run(new Prepared(text(parameters, 0), declarations), rest(parameters, 2), null, more);
      }
      case "sp_prepexec" -> {
        Prepared made = new Prepared(text(parameters, 2), text(parameters, 1));
        run(made, rest(parameters, 3), keep(made), more);
      }
      case "sp_prepare" -> {
        long handle = keep(new Prepared(text(parameters, 2), text(parameters, 1)));
        end(handle, more);
      }
      case "sp_execute" -> execute(parameters, more);
      case "sp_unprepare" -> {
        prepared.remove(handle(parameters));
        end(null, more);
      }
      default -> named(call, more);
    }
  }

  private void execute(List<Parameter> parameters, boolean more)
      throws IOException, Replies.Cancelled {
    Prepared kept = prepared.get(handle(parameters));
    if (kept == null) {
      String problem = "Could not find prepared statement with handle " + handle(parameters) + ".";
      replies.callFailed(new SqlServerError(UNKNOWN_HANDLE, problem), more);
    } else {
      run(kept, rest(parameters, 1), null, more);
    }
  }

  /** A call by name is what EXEC is with the same arguments. */
  private void named(RpcCall call, boolean more) throws IOException, Replies.Cancelled {
    StringBuilder text = new StringBuilder("EXEC " + call.procedure());
    Map<String, Argument> arguments = new HashMap<>();
    for (Parameter parameter : call.parameters()) {
      String name = "@p" + arguments.size();
      text.append(arguments.isEmpty() ? " " : ", ");
      text.append(parameter.name().isEmpty() ? "" : parameter.name() + " = ").append(name);
      arguments.put(name, new Argument(parameter.type(), parameter.value()));
    }
    run(text.toString(), arguments, null, more);
  }

  private long keep(Prepared statement) {
    handles++;
    prepared.put(handles, statement);
    return handles;
  }

  private void run(Prepared statement, List<Parameter> values, @Nullable Long handle, boolean more)
      throws IOException, Replies.Cancelled {
    run(statement.text(), statement.arguments(values), handle, more);
  }

  private void run(
      String text, Map<String, Argument> arguments, @Nullable Long handle, boolean more)
      throws IOException, Replies.Cancelled {
    Outcome outcome = interpreter.run(session, text, arguments);
    try {
      for (Answer answer : outcome.answers()) {
        replies.inCall(answer);
      }
      if (outcome.error() != null) {
        throw outcome.error();
      }
      end(handle, more);
    } catch (SqlServerError e) {
      replies.callFailed(e, more);
    }
  }

  private void end(@Nullable Long handle, boolean more) throws IOException {
    replies.tokens().returnStatus();
    if (handle != null) {
      replies.tokens().returnHandle(Math.toIntExact(handle));
    }
    replies.tokens().callDone(more);
  }

  private static String text(List<Parameter> parameters, int place) {
    Object value = place < parameters.size() ? parameters.get(place).value() : null;
    return value instanceof String text ? text : "";
  }

  private static long handle(List<Parameter> parameters) {
    Object value = parameters.isEmpty() ? null : parameters.get(0).value();
    return value instanceof Long handle ? handle : 0;
  }

  private static List<Parameter> rest(List<Parameter> parameters, int from) {
    return parameters.subList(Math.min(from, parameters.size()), parameters.size());
  }
}
