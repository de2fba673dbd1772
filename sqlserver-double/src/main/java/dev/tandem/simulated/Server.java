/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated;

import dev.tandem.simulated.sql.Interpreter;
import dev.tandem.simulated.sql.Journal;
import dev.tandem.simulated.store.Instance;

/** What all connections share. */
record Server(Settings settings, Instance instance, Interpreter interpreter, Journal journal) {}
