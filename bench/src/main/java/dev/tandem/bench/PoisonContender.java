/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import java.util.Map;
import java.util.concurrent.ExecutionException;

/**
 * A sink whose table refuses about one row in each batch.
 *
 * @param every so many rows are as many as a batch has
 */
record PoisonContender(String name, SinkContender sink, OrderDatabase database, int every)
    implements Contender {

  @Override
  public void prepare() throws ExecutionException, InterruptedException {
    sink.prepare();
  }

  @Override
  public Map<String, Run> run() throws Exception {
    database.refuse(every);
    try {
      return sink.run();
    } finally {
      database.acceptAll();
    }
  }
}
