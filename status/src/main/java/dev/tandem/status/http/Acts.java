/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status.http;

import dev.tandem.model.error.TandemException;
import java.util.Set;

/** What whoever knows the token may have done over HTTP. Orders come one at a time. */
public interface Acts {
  /** The names of the acts that there are. */
  Set<String> names();

  /**
   * Does it.
   *
   * @param order with the name of one of the acts
   * @return what came of it, as a JSON document without values of rows
   * @throws TandemException when it cannot be done, with the reason
   */
  String run(Order order) throws InterruptedException;

  /**
   * An order.
   *
   * @param act its name
   * @param entity {@code domain.entity}, as it was sent
   * @param target the name of a target, or empty for each
   * @param who who orders, in their own words, which nobody has checked
   * @param why in their own words; may be empty
   * @param from the address that it came from
   */
  record Order(String act, String entity, String target, String who, String why, String from) {}
}
