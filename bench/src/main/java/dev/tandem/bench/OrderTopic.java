/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import java.util.concurrent.ExecutionException;

/** A topic with a change of every row, in the form that a sink wants. */
interface OrderTopic {

  /** Makes and fills it, unless it is complete. */
  FilledTopic ensure() throws ExecutionException, InterruptedException;
}
