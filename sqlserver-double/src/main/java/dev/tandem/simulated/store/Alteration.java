/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.store;

import java.time.Instant;

/** A change of a table's columns, as a row of cdc.ddl_history has it for a capture instance. */
public record Alteration(CaptureInstance instance, String statement, Lsn lsn, Instant at) {}
