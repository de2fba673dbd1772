/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import java.util.Map;

/** What is measured against others: the limit of the servers, a peer, or Tandem. */
interface Contender {

  /** What it is called in the report. */
  String name();

  /** Makes its data, or finds them; called once, before anybody runs. */
  default void prepare() throws Exception {}

  /**
   * Makes everything as it was before each other run, does the work, and measures it without the
   * start of any process.
   *
   * @return what each phase took, by its name, for example {@code insert}
   */
  Map<String, Run> run() throws Exception;
}
