/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.sql;

import dev.tandem.simulated.store.Database;
import dev.tandem.simulated.store.Instance;
import dev.tandem.simulated.value.Answer;
import dev.tandem.simulated.value.Column;
import dev.tandem.simulated.value.SqlServerError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs statements. */
public final class Interpreter {
  private static final Logger LOG = LoggerFactory.getLogger(Interpreter.class);
  private static final int FAULT = 50_000;
  private static final int MOST_PARSED = 500;

  private final Instance instance;
  private final Journal journal;
  private final Map<String, List<Statement>> parsed =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<Statement>> eldest) {
          return size() > MOST_PARSED;
        }
      };

  public Interpreter(Instance instance, Journal journal) {
    this.instance = instance;
    this.journal = journal;
  }

  /**
   * Runs a batch.
   *
   * @param arguments by their names with @, in lower case
   */
  public Outcome run(Session session, String text, Map<String, Argument> arguments) {
    List<Answer> answers = new ArrayList<>();
    try {
      journal.note(text);
      run(session, text, arguments, answers);
      return new Outcome(answers, null);
    } catch (SqlServerError e) {
      if (e.isNotImitated()) {
        journal.noteUnhandled(text);
        LOG.warn("not imitated: {} ({})", text, e.getMessage());
        return new Outcome(answers, e.in(text));
      }
      return new Outcome(answers, e);
    } catch (RuntimeException | StackOverflowError e) {
      LOG.error("a fault of the double: {}", text, e);
      journal.noteUnhandled(Journal.FAULT + e + ": " + text);
      return new Outcome(answers, new SqlServerError(FAULT, "The double failed: " + e));
    }
  }

  private void run(
      Session session, String text, Map<String, Argument> arguments, List<Answer> answers) {
    Optional<Answer> canned = CannedStatements.answer(session, text.strip(), arguments);
    if (canned.isPresent()) {
      answers.add(canned.get());
      return;
    }
    for (Statement statement : parsed(text)) {
      synchronized (instance) {
        run(session, statement, arguments, answers);
      }
    }
  }

  private List<Statement> parsed(String text) {
    synchronized (parsed) {
      return parsed.computeIfAbsent(text, StatementParser::parse);
    }
  }

  private void run(
      Session session, Statement statement, Map<String, Argument> arguments, List<Answer> answers) {
    Binder binder = new Binder(session, arguments, Scope.EMPTY);
    if (statement instanceof Statement.Block block) {
      block.statements().forEach(each -> run(session, each, arguments, answers));
    } else if (statement instanceof Statement.If choice) {
      if (Boolean.TRUE.equals(binder.constant(choice.condition()))) {
        run(session, choice.then(), arguments, answers);
      }
    } else if (statement instanceof Statement.Select select) {
      if (!(select.from() instanceof Source.Nothing)) {
        session.beginIfImplicit();
      }
      answers.add(Query.run(select, binder));
    } else if (statement instanceof Statement.Insert insert) {
      answers.add(new Writes(session, arguments).insert(insert));
    } else if (statement instanceof Statement.Update update) {
      answers.add(new Writes(session, arguments).update(update));
    } else if (statement instanceof Statement.Delete delete) {
      answers.add(new Writes(session, arguments).delete(delete));
    } else if (statement instanceof Statement.Execute execute) {
      answers.add(execute(session, execute, binder));
    } else {
      answers.add(control(session, statement, binder));
    }
  }

  private static Answer execute(Session session, Statement.Execute execute, Binder binder) {
    Map<String, Object> values = new HashMap<>();
    execute
        .arguments()
        .forEach(
            (name, expression) -> {
              Object value = binder.constant(expression);
              if (value != null) {
                values.put(name, value);
              }
            });
    return Procedures.run(session, execute.procedure(), values);
  }

  private static Answer control(Session session, Statement statement, Binder binder) {
    if (statement instanceof Statement.Use use) {
      Database from = session.database();
      session.moveTo(session.instance().require(use.database()));
      return new Answer.Moved(from.name(), session.database().name());
    }
    if (statement instanceof Statement.ImplicitTransactions implicit) {
      session.implicitTransactions(implicit.on());
    } else if (statement instanceof Statement.RowCount limit) {
      session.rowLimit(binder.count(limit.limit()));
    } else if (statement instanceof Statement.Begin) {
      session.begin();
    } else if (statement instanceof Statement.Commit) {
      session.commit();
    } else if (statement instanceof Statement.Save save) {
      session.save(save.savepoint());
    } else if (statement instanceof Statement.RollBack rollBack) {
      if (rollBack.savepoint() == null) {
        session.rollBack();
      } else {
        session.rollBackTo(rollBack.savepoint());
      }
    }
    return new Answer.Done();
  }

  /** What an expression is worth for a row of a table with these columns. */
  Term bind(Database database, Expression expression, List<Column> columns) {
    Session session = new Session(instance, 0, database);
    return new Binder(session, Map.of(), Scope.of("", columns)).bind(expression);
  }

  /** What an expression without columns is worth, as for a column's default. */
  public @Nullable Object evaluate(Database database, String expression) {
    Session session = new Session(instance, 0, database);
    return new Binder(session, Map.of(), Scope.EMPTY)
        .constant(StatementParser.parseExpression(expression));
  }
}
