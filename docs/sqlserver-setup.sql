-- A template: login tandem, database sales, tables dbo.customers and dbo.orders. './tandem check' prints it
-- with the names of your own file. Generated from the code: mvn -pl source-sqlserver -am test
-- -Dtest=DbaScriptTest -Dsurefire.failIfNoSpecifiedTests=false -Dtandem.docs=write

-- Makes SQL Server ready for Tandem: enables change data capture for the tables of tandem.yaml, and
-- lets the login tandem read them, with no right to write anything.
-- Run it as a member of sysadmin, with sqlcmd or Management Studio; in an availability group on the
-- primary replica. It drops nothing and turns nothing off, and can be run again at any time.
-- The login must be there already.

-- An INSERT or UPDATE of a captured table FAILS, for the application too, when a text, xml or max value is
-- larger than this limit: 65,536 bytes unless somebody changed it. -1 lifts it. RECONFIGURE also puts other
-- values into effect that were configured and not yet used.
IF EXISTS (SELECT 1 FROM sys.configurations WHERE name = N'max text repl size (B)' AND CAST(value AS int) <> -1)
  BEGIN
    EXEC sys.sp_configure N'max text repl size (B)', -1;
    RECONFIGURE;
  END;
GO

USE [sales];
GO

-- Change data capture copies what the log says of captured tables into tables of the schema cdc.
IF NOT EXISTS (SELECT 1 FROM sys.databases WHERE name = DB_NAME() AND is_cdc_enabled = 1)
  EXEC sys.sp_cdc_enable_db;
GO

-- With it a snapshot reads one state of all tables and holds up no writer. Row versions go to tempdb while it
-- lasts. The statement waits for the transactions that are open when it is run.
IF NOT EXISTS (SELECT 1 FROM sys.databases WHERE name = DB_NAME() AND snapshot_isolation_state = 1)
  ALTER DATABASE [sales] SET ALLOW_SNAPSHOT_ISOLATION ON;
GO

-- Only members of this role see the changes; without a role every reader of a table would.
IF DATABASE_PRINCIPAL_ID(N'tandem_cdc') IS NULL
  CREATE ROLE [tandem_cdc];
GO

-- A capture instance for each table that has none. The first one also makes the jobs of SQL Server Agent that
-- capture and clean up. Each needs its table for itself for a moment. Net changes are not needed: they cost the
-- server an index.
IF NOT EXISTS (SELECT 1 FROM cdc.change_tables WHERE source_object_id = OBJECT_ID(N'[dbo].[customers]'))
  EXEC sys.sp_cdc_enable_table @source_schema = N'dbo', @source_name = N'customers', @role_name = N'tandem_cdc', @supports_net_changes = 0;
IF NOT EXISTS (SELECT 1 FROM cdc.change_tables WHERE source_object_id = OBJECT_ID(N'[dbo].[orders]'))
  EXEC sys.sp_cdc_enable_table @source_schema = N'dbo', @source_name = N'orders', @role_name = N'tandem_cdc', @supports_net_changes = 0;
GO

-- Changes are deleted after three days unless somebody changed that. Whatever stops Tandem for longer would
-- cost a new snapshot, so they are kept for a week. The clean-up job reads this whenever it starts; the space
-- that the change tables take grows with it.
IF EXISTS (SELECT 1 FROM msdb.dbo.cdc_jobs WHERE database_id = DB_ID() AND job_type = N'cleanup' AND retention < 10080)
  EXEC sys.sp_cdc_change_job @job_type = N'cleanup', @retention = 10080;
GO

-- The user of the login, which has the role and nothing else.
IF NOT EXISTS (SELECT 1 FROM sys.database_principals WHERE sid = SUSER_SID(N'tandem'))
  CREATE USER [tandem] FOR LOGIN [tandem];
IF DATABASE_PRINCIPAL_ID(N'tandem') IS NOT NULL -- the owner of the database needs no role
  ALTER ROLE [tandem_cdc] ADD MEMBER [tandem];
GO

-- Where somebody else enabled a table before, another role sees its changes: the user becomes a member.
DECLARE @join nvarchar(max) = N'';
SELECT @join += N'ALTER ROLE ' + QUOTENAME(roles.role_name) + N' ADD MEMBER ' + QUOTENAME(N'tandem') + N';'
FROM (SELECT DISTINCT role_name FROM cdc.change_tables
      WHERE role_name <> N'tandem_cdc' AND source_object_id IN (
        OBJECT_ID(N'[dbo].[customers]'),
        OBJECT_ID(N'[dbo].[orders]'))) AS roles
WHERE DATABASE_PRINCIPAL_ID(N'tandem') IS NOT NULL;
EXEC sys.sp_executesql @join;
GO

-- For the snapshot and for verification, which read the tables themselves.
GRANT SELECT ON [dbo].[customers] TO [tandem_cdc];
GRANT SELECT ON [dbo].[orders] TO [tandem_cdc];

-- The changes, and the state of the job that captures them.
GRANT SELECT ON SCHEMA::[cdc] TO [tandem_cdc];
GRANT VIEW DATABASE STATE TO [tandem_cdc];
GO

-- Not needed, and left to you: with it Tandem asks whether SQL Server Agent runs; without it, it looks at the
-- time of what the capture job wrote last.
-- USE [master]; GRANT VIEW SERVER STATE TO [tandem];
