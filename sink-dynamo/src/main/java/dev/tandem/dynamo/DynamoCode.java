/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import dev.tandem.model.error.ErrorCode;
import dev.tandem.model.error.ExitStatus;

/** What can go wrong with DynamoDB as a target. */
public enum DynamoCode implements ErrorCode {
  TABLES(
      "TD-DDB-TABLES",
      "A table, index or time to live is missing or of another shape than the mapping asks for.",
      "Create what is named, let Tandem create it, or correct the mapping.",
      ExitStatus.PROBLEMS),
  UNAVAILABLE(
      "TD-DDB-UNAVAILABLE",
      "DynamoDB could not be reached, or answers with errors of its own.",
      "Check region and endpoint under targets.dynamo, and the network. The sink waits and goes on by itself.",
      ExitStatus.UNAVAILABLE),
  THROTTLED(
      "TD-DDB-THROTTLED",
      "DynamoDB takes fewer requests for a table than there are.",
      "Tandem sends as many as it takes and goes on by itself. If that is too few, raise the capacity of the table and of the pipeline's tombstones table, or their limits on demand; look for a partition key that takes most of the requests.",
      ExitStatus.UNAVAILABLE),
  ACCESS(
      "TD-DDB-ACCESS",
      "DynamoDB refuses the credentials, or they lack a permission.",
      "Renew the credentials or grant the named permission on the table and on the pipeline's tombstones table; Tandem then goes on.",
      ExitStatus.PROBLEMS),
  TABLE_GONE(
      "TD-DDB-TABLE-GONE",
      "A table that the sink writes to or reads from does not exist.",
      "Restore the table from a backup and rewind the sink, or create it anew and load it again.",
      ExitStatus.PROBLEMS),
  COLLISION(
      "TD-DDB-COLLISION",
      "The key templates give the row the place of another row, which must not be overwritten.",
      "Add fields to the templates until no two rows share a place; if the other row has left its place by now, retry the dead letter.",
      ExitStatus.DIFFERENT),
  REFUSED(
      "TD-DDB-REFUSED",
      "DynamoDB refuses the item as invalid.",
      "Look at the dead letter: a value or a name breaks a limit of DynamoDB. Map the field otherwise, then retry.",
      ExitStatus.DIFFERENT);

  private final String code;
  private final String meaning;
  private final String remedy;
  private final ExitStatus exitStatus;

  DynamoCode(String code, String meaning, String remedy, ExitStatus exitStatus) {
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
