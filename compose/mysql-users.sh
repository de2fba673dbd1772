# SPDX-License-Identifier: Apache-2.0
#
# Sourced by the image once, when the database is new: Tandem's user, with the rights that docs/operations.md names and no more.
MYSQL_PWD="$MYSQL_ROOT_PASSWORD" mysql -uroot <<SQL
CREATE USER tandem IDENTIFIED BY '$TANDEM_PASSWORD';
GRANT REPLICATION SLAVE, REPLICATION CLIENT, FLUSH_TABLES ON *.* TO tandem;
GRANT SELECT ON loans.* TO tandem;
GRANT INSERT, UPDATE ON loans.tandem_heartbeat TO tandem;
SQL
