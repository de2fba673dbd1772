/* SPDX-License-Identifier: Apache-2.0 */
/**
 * SQL Server: its catalogue, its rows over JDBC, its change tables and how long they last, and what
 * must be set up before capture.
 */
@NullMarked
package dev.tandem.sqlserver;

import org.jspecify.annotations.NullMarked;
