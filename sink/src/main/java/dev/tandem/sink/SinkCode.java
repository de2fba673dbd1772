/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import dev.tandem.model.error.ErrorCode;
import dev.tandem.model.error.ExitStatus;

/** What can go wrong in a sink, whatever its target. */
public enum SinkCode implements ErrorCode {
  /** Records that were never applied are no longer in the topic. */
  RETENTION(
      "TD-SNK-RETENTION",
      "An entity topic no longer holds the records that the target needs next.",
      "Restore the topic, or fill the target anew from a fresh snapshot; raise kafka.retention so that it cannot happen"
          + " again.",
      ExitStatus.STOPPED),
  /** The target has seen more than the topic holds. */
  AHEAD(
      "TD-SNK-AHEAD",
      "The target's position lies behind the end of the topic: the topic has lost records or was made anew.",
      "Restore the topic; if it was made anew on purpose, delete the sink's position for it.",
      ExitStatus.STOPPED),
  /** An entity waits; the pipeline goes on. */
  FLOOD(
      "TD-SNK-FLOOD",
      "A target refuses so many changes of one entity that it is the table or the mapping that does not fit.",
      "Look at the last dead letters of the entity and mend their cause: it goes on by itself when the target accepts"
          + " what it refused. './tandem restart --entity' has it park up to dead_letters.stop_at changes more.",
      ExitStatus.OK),
  /** An operator's will; all else goes on. */
  PAUSED(
      "TD-SNK-PAUSED",
      "An operator has paused an entity at a target: its changes wait in Kafka.",
      "Let it go on by './tandem resume --entity' before the topics lose what it needs next.",
      ExitStatus.OK),
  /** A replay cannot begin where it is to. */
  REPLAY_RANGE(
      "TD-SNK-REPLAY-RANGE",
      "The entity topic does not hold the records that the replay is to read.",
      "Let it begin at what is left: leave --from out, and begin anew with --restart. Rows whose last change is no"
          + " longer there come only from a fresh snapshot.",
      ExitStatus.PROBLEMS),
  /** A replay meets a table that does not fit. */
  REPLAY_FLOOD(
      "TD-SNK-REPLAY-FLOOD",
      "The target refuses so many rows of a replay that it is the table that does not fit.",
      "Look at the last dead letters of the entity, mend their cause and start the same replay again: it goes on where"
          + " it stopped.",
      ExitStatus.STOPPED),
  /** Kafka refuses the sink. */
  DENIED(
      "TD-SNK-DENIED",
      "Kafka does not permit the sink to read its topics or to join its group.",
      "Grant what docs/operations.md lists for the sink's principal.",
      ExitStatus.PROBLEMS),
  /** A defect. */
  INTERNAL(
      "TD-SNK-INTERNAL",
      "The sink met a situation that it was not written for, and stopped without committing anything.",
      "Please report it with the stack trace from the log; starting again is safe.",
      ExitStatus.INTERNAL);

  private final String code;
  private final String meaning;
  private final String remedy;
  private final ExitStatus exitStatus;

  SinkCode(String code, String meaning, String remedy, ExitStatus exitStatus) {
    this.code = code;
    this.meaning = meaning;
    this.remedy = remedy;
    this.exitStatus = exitStatus;
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public String meaning() {
    return meaning;
  }

  @Override
  public String remedy() {
    return remedy;
  }

  @Override
  public ExitStatus exitStatus() {
    return exitStatus;
  }
}
