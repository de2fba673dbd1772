/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.work;

import java.sql.SQLException;

/** What a client may do next, and how often among the others. */
enum Operation {
  INSERT(12, Changes::insert),
  INSERT_SEVERAL(2, Changes::insertSeveral),
  UPDATE_ONE_COLUMN(20, Changes::updateOneColumn),
  UPDATE_COLUMNS(12, Changes::updateColumns),
  UPDATE_SEVERAL(2, Changes::updateSeveral),
  SET_AND_CLEAR(4, Changes::setAndClear),
  SET_EDGES(5, Changes::setEdges),
  CHANGE_NOTHING(2, Changes::changeNothing),
  MOVE(6, Changes::move),
  DELETE(6, Changes::delete),
  DELETE_SEVERAL(2, Changes::deleteSeveral),
  DELETE_TREE(1, Changes::deleteTree),
  CHANGE_KEY(4, KeyChanges::change),
  CHANGE_KEY_AND_ROW(3, KeyChanges::changeWithRow),
  REPLACE(3, KeyChanges::replace),
  COME_BACK(4, KeyChanges::comeBack),
  SWAP(3, UniqueValues::swap),
  HAND_ON(3, UniqueValues::handOn),
  GRANT_LOAN(3, Cases::grantLoan),
  TAKE_PAYMENT(4, Cases::takePayment),
  GIVE_UP(3, Cases::giveUp),
  BIG_TRANSACTION(1, Cases::bigTransaction);

  private final int weight;

  @SuppressWarnings("ImmutableEnumChecker") // method references hold nothing
  private final Steps steps;

  Operation(int weight, Steps steps) {
    this.weight = weight;
    this.steps = steps;
  }

  /** How many times it comes in one round of all operations. */
  int weight() {
    return weight;
  }

  /** Does it, up to but not including the last commit. */
  void run(Hands hands) throws SQLException {
    steps.run(hands);
  }

  /** Statements of one transaction, or of several. */
  @FunctionalInterface
  private interface Steps {
    void run(Hands hands) throws SQLException;
  }
}
