/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.store;

import java.time.Instant;

/**
 * Looks of the capture job at the log, as a row of sys.dm_cdc_log_scan_sessions has them.
 *
 * @param first the first commit that was found; zero for none
 * @param transactions how many were found
 * @param empty how many looks one after the other found nothing
 */
public record LogScan(
    int session, Instant start, Instant end, Lsn first, int transactions, int empty) {}
