/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.demo;

/** What the demo replicates from. */
public enum DemoSource {
  /** An embedded MySQL. */
  MYSQL("mysql", "mysql", "MySQL"),

  /** A stand-in inside this JVM, for there is no SQL Server to embed. */
  SQLSERVER("sqlserver", "sqlserver-double", "a stand-in for SQL Server");

  private final String option;
  private final String reported;
  private final String title;

  DemoSource(String option, String reported, String title) {
    this.option = option;
    this.reported = reported;
    this.title = title;
  }

  /** What programs are told that it was. */
  String reported() {
    return reported;
  }

  /** What people are told that it is. */
  String title() {
    return title;
  }

  /** As it is chosen on the command line. */
  @Override
  public String toString() {
    return option;
  }
}
