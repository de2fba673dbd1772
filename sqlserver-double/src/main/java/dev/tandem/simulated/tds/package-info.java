/* SPDX-License-Identifier: Apache-2.0 */
/**
 * TDS 7.4, the protocol of SQL Server, from the server's side: packets, login, TLS, requests,
 * tokens, and how each type stands on the wire. It knows nothing of what a statement means.
 */
@NullMarked
package dev.tandem.simulated.tds;

import org.jspecify.annotations.NullMarked;
