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
  /** Kafka refuses an operation. */
  DENIED(
      "TD-KFK-DENIED",
      "Kafka does not permit an operation.",
      "Grant the process what docs/operations.md lists for it under 'Grants'.",
      ExitStatus.PROBLEMS),
  /** Kafka refuses the credentials. */
  LOGIN(
      "TD-KFK-LOGIN",
      "Kafka refuses the credentials.",
      "Check sasl.mechanism and sasl.jaas.config under kafka.properties, user and password among them.",
      ExitStatus.PROBLEMS),
  /** Kafka refuses credentials that it took before. */
  STALE(
      "TD-KFK-STALE",
      "Kafka refuses the credentials that it took when the process started.",
      "Start the process again, which reads them anew; if they are refused then, too, check sasl.jaas.config under"
          + " kafka.properties.",
      ExitStatus.UNAVAILABLE),
  /** No encrypted connection came about. */
  TLS(
      "TD-KFK-TLS",
      "No encrypted connection to Kafka came about.",
      "Check that kafka.bootstrap names each broker as its certificate does, and the ssl settings under"
          + " kafka.properties: the truststore must hold the authority that signed it.",
      ExitStatus.PROBLEMS),
  /** Settings that no client takes. */
  SETTINGS(
      "TD-KFK-SETTINGS",
      "No client of Kafka can be made with the settings of the file.",
      "Check kafka.properties: the files that it names, their passwords and types, and the classes.",
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
