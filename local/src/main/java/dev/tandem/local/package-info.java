/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Real servers on this machine, for the demo and the tests: Kafka in this JVM; MySQL, PostgreSQL
 * and DynamoDB Local as processes that never outlive it.
 */
@NullMarked
package dev.tandem.local;

import org.jspecify.annotations.NullMarked;
