/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import dev.tandem.model.error.ErrorCode;
import dev.tandem.model.error.ExitStatus;

/** What can go wrong with topics and records. */
public enum WireCode implements ErrorCode {
  /** Kafka does not answer. */
  UNREACHABLE(
      "TD-KFK-UNREACHABLE",
      "No broker of kafka.bootstrap answers.",
      "Check kafka.bootstrap, that the brokers run, and that the security settings under kafka.properties fit them.",
      ExitStatus.UNAVAILABLE),
  /** Kafka refuses the credentials or an operation. */
  DENIED(
      "TD-KFK-DENIED",
      "Kafka refuses the credentials, or does not permit an operation.",
      "Check the SASL or TLS settings under kafka.properties, and the ACLs that docs/operations.md lists.",
      ExitStatus.PROBLEMS),
  /** A topic is not as it was. */
  TOPIC_MISSING(
      "TD-KFK-TOPIC",
      "A topic is missing and could not be created.",
      "Create it, or permit the principal to: docs/operations.md lists topics and settings.",
      ExitStatus.PROBLEMS),
  /** A topic takes no record as large as the one to be written. */
  TOO_LARGE(
      "TD-KFK-TOO-LARGE",
      "A record is larger than its topic takes.",
      "Set max.message.bytes of the topic to what docs/operations.md lists, and start again.",
      ExitStatus.PROBLEMS),
  /** A schema is not in the schemas topic. */
  SCHEMA_UNKNOWN(
      "TD-KFK-SCHEMA",
      "A record names a schema that the schemas topic does not hold.",
      "Restore the schemas topic: without it the record cannot be read, and Tandem does not guess.",
      ExitStatus.STOPPED);

  private final String code;
  private final String meaning;
  private final String remedy;
  private final ExitStatus exitStatus;

  WireCode(String code, String meaning, String remedy, ExitStatus exitStatus) {
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
