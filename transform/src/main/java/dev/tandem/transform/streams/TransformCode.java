/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform.streams;

import dev.tandem.model.error.ErrorCode;
import dev.tandem.model.error.ExitStatus;

/** What can stop the transform. */
public enum TransformCode implements ErrorCode {
  /** Raw records that were never mapped are gone. */
  RETENTION(
      "TD-TRF-RETENTION",
      "A raw topic no longer holds the records that the transform needs next.",
      "Restore the topic, or take a fresh snapshot of its table; raise kafka.retention so that it cannot happen again.",
      ExitStatus.STOPPED),
  /** A raw topic went away. */
  TOPIC_GONE(
      "TD-TRF-TOPIC",
      "A raw topic was deleted while the transform was reading it.",
      "Restore it, or start capture so that it is made anew and its table is read again.",
      ExitStatus.STOPPED),
  /** An entity of several tables begins where its tables' first records are gone. */
  JOIN_LATE(
      "TD-TRF-JOIN-LATE",
      "An entity of several tables was added when its tables' raw topics no longer held all of their rows.",
      "Its rows wait for parents that changed long ago, and lack such children: let them be read again with ./tandem resnapshot and the entity's name.",
      ExitStatus.PROBLEMS),
  /** Versions of two kinds would meet in one table. */
  JOIN_KIND(
      "TD-TRF-JOIN-KIND",
      "An entity was made of rows of one table until now and shall be made of several, or the other way round, which gives its rows versions that cannot be compared.",
      "Give the entity another name in tandem.yaml, and with it a table of its own at the targets, or take back the change.",
      ExitStatus.PROBLEMS),
  /** Another instance with another mapping. */
  GROUP_ACTIVE(
      "TD-TRF-GROUP",
      "Another transform of this pipeline is running that does not read the same tables.",
      "Stop every transform of the pipeline, then start them with the same file.",
      ExitStatus.PROBLEMS),
  /** A defect. */
  INTERNAL(
      "TD-TRF-INTERNAL",
      "The transform met a situation that it was not written for, and stopped without committing anything.",
      "Please report it with the stack trace from the log; starting again is safe.",
      ExitStatus.INTERNAL);

  private final String code;
  private final String meaning;
  private final String remedy;
  private final ExitStatus exitStatus;

  TransformCode(String code, String meaning, String remedy, ExitStatus exitStatus) {
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
