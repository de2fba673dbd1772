/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A stand-in for SQL Server inside this JVM, for the demo and the tests: {@link
 * dev.tandem.simulated.SqlServerDouble} speaks TDS 7.4 over plain sockets, and remembers tables and
 * the change data capture of what happens in them, so that Microsoft's driver and Debezium's
 * connector run against it as they are.
 *
 * <p>What it does not imitate, so that only a real server shows it:
 *
 * <ul>
 *   <li>T-SQL beyond SELECT of tables, VALUES and their joins, INSERT ... VALUES, UPDATE and DELETE
 *       with a WHERE, and transactions: no DDL (but {@link dev.tandem.simulated.Db#createTables}),
 *       no GROUP BY, DISTINCT, UNION, MERGE, OUTPUT, variables, cursors, triggers, procedures of
 *       one's own. What it does not know it answers with an error, and notes in {@link
 *       dev.tandem.simulated.SqlServerDouble#unhandled()}.
 *   <li>Locks and isolation: a reader always sees what is committed, and is never blocked; only two
 *       writers of one row wait for each other, five seconds at most. UPDLOCK and XLOCK lock the
 *       rows that a query finds, or the one key that it asks for; other hints on locks, and
 *       isolation levels, are accepted and mean nothing.
 *   <li>Collations: every text compares as ASCII does without case, whatever COLLATE says; of
 *       unique indexes other than the primary key only the catalogue tells, foreign keys and checks
 *       are not there.
 *   <li>Plans, statistics, permissions, roles, more than one user.
 *   <li>Distributed transactions: the transaction manager's requests are answered and change
 *       nothing.
 *   <li>TDS 8 (encrypt=strict), login-only encryption, integrated security, MARS, cursors, bulk
 *       copy, table-valued parameters, Always Encrypted.
 *   <li>XML is kept as it is sent. sql_variant, geometry, geography, hierarchyid and user-defined
 *       types are not there. IDENTITY_INSERT need not be set to name an identity.
 *   <li>The log: LSNs grow by one with each change and transaction, whatever their size; the
 *       capture and cleanup jobs do nothing by themselves but what the test asks for.
 *   <li>The server's clock is in UTC.
 * </ul>
 *
 * <p>Packages, the lower first: {@code value} (types and values), {@code store} (tables,
 * transactions, change data capture), {@code tds} (the wire), {@code sql} (statements), and this
 * one (connections, and what a test or demo says to it).
 */
@NullMarked
package dev.tandem.simulated;

import org.jspecify.annotations.NullMarked;
