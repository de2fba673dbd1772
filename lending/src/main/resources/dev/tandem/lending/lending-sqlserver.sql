-- The database of the lending company of lending.sql on SQL Server: the same eight tables, with the
-- types that an application of its years has there.
--
-- What to look for beyond what lending.sql says:
--   * nvarchar counts halves of characters (UTF-16): where MySQL has room for 80 characters of any
--     script, these columns have 160
--   * no IDENTITY in a key, since the application gives rows other keys, which IDENTITY forbids;
--     AuditTrail has one beside its key
--   * computed columns: change data capture has nothing but NULL for them, so a pipeline leaves
--     them out and computes them itself
--   * rowversion, money, datetimeoffset, uniqueidentifier, char that is padded, max columns
--   * columns that may be NULL but whose values are unique: a filtered index, for a UNIQUE
--     constraint admits one NULL only
--   * max columns above 64 KB, which the server refuses to log for capture unless it is told
--
-- Runs with sqlcmd on SQL Server 2016 SP1 and later, as a sysadmin, with SQL Server Agent; a server
-- that has the database already is left as it is. Tests and the demo read CREATE TABLE out of this
-- script for a stand-in that has no other constraints than primary keys.

SET QUOTED_IDENTIFIER ON; -- sqlcmd's OFF forbids filtered indexes
SET NOCOUNT ON;
GO
IF DB_ID(N'loans') IS NOT NULL
BEGIN
  PRINT N'The database loans is there already.';
  SET NOEXEC ON; -- nothing that follows is run
END
GO
CREATE DATABASE loans;
GO
ALTER DATABASE loans SET ALLOW_SNAPSHOT_ISOLATION ON; -- for snapshots that block nobody
GO
EXEC sys.sp_configure N'max text repl size', -1; -- else a longer value is refused, see above
RECONFIGURE;
GO
USE loans;
GO

CREATE TABLE dbo.Customers (
  CustomerId        int              NOT NULL,
  CustomerNumber    char(10)         NOT NULL,
  CustomerType      varchar(10)      NOT NULL DEFAULT 'private',
  FirstName         nvarchar(160)    NULL,
  LastName          nvarchar(160)    NOT NULL,
  FullName          AS CAST(ISNULL(FirstName + N' ', N'') + LastName AS nvarchar(321)),
  Email             varchar(120)     NULL,
  Phone             varchar(20)      NULL,
  City              varchar(60)      COLLATE Latin1_General_CI_AS NULL,
  CountryCode       varchar(2)       NULL DEFAULT 'DE',
  BirthDate         date             NULL,
  CustomerSince     smallint         NOT NULL,
  PublicId          uniqueidentifier NOT NULL,
  IsActive          bit              NOT NULL DEFAULT 1,
  MarketingConsent  bit              NOT NULL DEFAULT 0,
  CreditScore       smallint         NULL DEFAULT 500,
  YearlyIncome      decimal(15,2)    NULL,
  Notes             nvarchar(max)    NULL,
  CreatedAt         datetime2(0)     NOT NULL,
  UpdatedAt         datetimeoffset(0) NOT NULL DEFAULT (sysdatetimeoffset()),
  Revision          bigint           NOT NULL DEFAULT 1,
  CONSTRAINT PK_Customers PRIMARY KEY (CustomerId),
  CONSTRAINT UX_Customers_CustomerNumber UNIQUE (CustomerNumber),
  CONSTRAINT UX_Customers_PublicId UNIQUE (PublicId),
  CONSTRAINT CK_Customers_CustomerType CHECK (CustomerType IN ('private', 'business'))
);
CREATE UNIQUE INDEX UX_Customers_Email ON dbo.Customers (Email) WHERE Email IS NOT NULL;
GO

-- What a customer has chosen, one row for each setting.
CREATE TABLE dbo.CustomerSettings (
  CustomerId        int              NOT NULL,
  SettingName       nvarchar(80)     NOT NULL,
  SettingValue      nvarchar(max)    NULL,
  Channels          varchar(40)      NOT NULL DEFAULT '',
  Flags             tinyint          NOT NULL DEFAULT 0,
  Weight            real             NULL DEFAULT 1,
  QuietFrom         time(6)          NULL,
  QuietUntil        time(6)          NULL DEFAULT '07:00:00',
  Extra             nvarchar(max)    NULL,             -- JSON
  ChangedAt         datetimeoffset(6) NULL,
  Revision          bigint           NOT NULL DEFAULT 1,
  CONSTRAINT PK_CustomerSettings PRIMARY KEY (CustomerId, SettingName),
  CONSTRAINT FK_CustomerSettings_Customers FOREIGN KEY (CustomerId) REFERENCES dbo.Customers (CustomerId)
);
GO

CREATE TABLE dbo.Applications (
  ApplicationId     int              NOT NULL,
  ApplicationNumber varchar(20)      NOT NULL,
  CustomerId        int              NOT NULL,
  ProductCode       char(6)          NOT NULL,
  Channel           smallint         NOT NULL DEFAULT 1,
  Status            varchar(20)      NOT NULL DEFAULT 'draft',
  RequestedAmount   money            NOT NULL,
  TermMonths        tinyint          NOT NULL DEFAULT 36,
  HouseholdIncome   int              NULL DEFAULT 0,
  ScoreFactor       real             NULL,
  Documents         varchar(60)      NULL DEFAULT '',
  RiskModel         nvarchar(max)    NULL,             -- JSON
  Comments          nvarchar(max)    NULL,
  Fingerprint       varbinary(32)    NULL,
  CallbackAt        time(0)          NULL,
  DesiredPayout     date             NULL,
  SubmittedAt       datetime2(6)     NULL,
  DecidedAt         datetime2(0)     NULL,
  Revision          bigint           NOT NULL DEFAULT 1,
  RowVersion        rowversion       NOT NULL,
  CONSTRAINT PK_Applications PRIMARY KEY (ApplicationId),
  CONSTRAINT UX_Applications_ApplicationNumber UNIQUE (ApplicationNumber),
  CONSTRAINT FK_Applications_Customers FOREIGN KEY (CustomerId) REFERENCES dbo.Customers (CustomerId),
  CONSTRAINT CK_Applications_Status CHECK
    (Status IN ('draft', 'submitted', 'in_review', 'approved', 'declined', 'withdrawn'))
);
CREATE INDEX IX_Applications_CustomerId ON dbo.Applications (CustomerId);
GO

CREATE TABLE dbo.Loans (
  LoanId            bigint           NOT NULL,
  ContractNumber    varchar(32)      NOT NULL,
  ApplicationId     int              NOT NULL,
  Status            varchar(20)      NOT NULL DEFAULT 'active',
  Principal         decimal(15,2)    NOT NULL,
  PaidAmount        decimal(15,2)    NOT NULL DEFAULT 0.00,
  OutstandingAmount AS (Principal - PaidAmount),
  InterestRate      decimal(20,15)   NOT NULL,
  LedgerBalance     decimal(38,18)   NULL,
  IndexFactor       float            NULL DEFAULT 1,
  LedgerReference   decimal(20,0)    NULL,
  RiskClass         smallint         NULL DEFAULT 3,
  DaysOverdue       smallint         NULL DEFAULT 0,
  StartDate         date             NOT NULL,
  EndDate           date             NULL,
  FirstYear         smallint         NULL,
  SignedAt          datetimeoffset(6) NULL,
  Signature         varbinary(max)   NULL,
  Collateral        nvarchar(max)    NULL,             -- JSON
  Terms             nvarchar(max)    NULL,
  Revision          bigint           NOT NULL DEFAULT 1,
  CONSTRAINT PK_Loans PRIMARY KEY (LoanId),
  CONSTRAINT UX_Loans_ContractNumber UNIQUE (ContractNumber),
  CONSTRAINT FK_Loans_Applications FOREIGN KEY (ApplicationId) REFERENCES dbo.Applications (ApplicationId),
  CONSTRAINT CK_Loans_Status CHECK (Status IN ('active', 'overdue', 'closed', 'written_off'))
);
CREATE INDEX IX_Loans_ApplicationId ON dbo.Loans (ApplicationId);
GO

CREATE TABLE dbo.Payments (
  PaymentId         bigint           NOT NULL,
  LoanId            bigint           NOT NULL,
  PaymentDate       date             NOT NULL,
  Amount            money            NOT NULL,
  Fee               decimal(9,4)     NULL DEFAULT 0.0000,
  Currency          char(3)          NOT NULL DEFAULT 'EUR',
  ExchangeRate      real             NULL,
  PaymentMethod     varchar(20)      NOT NULL DEFAULT 'debit',
  InstallmentNo     int              NULL DEFAULT 1,
  IsReversal        bit              NOT NULL DEFAULT 0,
  Flags             tinyint          NOT NULL DEFAULT 0,
  Reference         nvarchar(280)    NULL,
  IdempotencyKey    uniqueidentifier NOT NULL,
  Details           nvarchar(max)    NULL,             -- JSON
  BookedAt          datetime2(6)     NULL,
  Revision          bigint           NOT NULL DEFAULT 1,
  CONSTRAINT PK_Payments PRIMARY KEY (PaymentId),
  CONSTRAINT UX_Payments_IdempotencyKey UNIQUE (IdempotencyKey),
  CONSTRAINT FK_Payments_Loans FOREIGN KEY (LoanId) REFERENCES dbo.Loans (LoanId),
  CONSTRAINT CK_Payments_PaymentMethod CHECK (PaymentMethod IN ('debit', 'transfer', 'card', 'cash'))
);
CREATE INDEX IX_Payments_LoanId ON dbo.Payments (LoanId);
GO

CREATE TABLE dbo.LoanStatusHistory (
  LoanId            bigint           NOT NULL,
  ChangedAt         datetime2(6)     NOT NULL DEFAULT (sysutcdatetime()),
  OldStatus         varchar(20)      NULL DEFAULT 'active',
  NewStatus         varchar(20)      NOT NULL,
  ChangedBy         nvarchar(120)    NULL,
  Reason            nvarchar(max)    NULL,
  DaysInStatus      int              NULL,
  Exposure          decimal(38,10)   NULL,
  Revision          bigint           NOT NULL DEFAULT 1,
  CONSTRAINT PK_LoanStatusHistory PRIMARY KEY (LoanId, ChangedAt),
  CONSTRAINT FK_LoanStatusHistory_Loans FOREIGN KEY (LoanId) REFERENCES dbo.Loans (LoanId)
);
GO

-- Calls of other systems. Logs outlive what they speak of: no foreign key to Applications.
CREATE TABLE dbo.IntegrationLogs (
  LogId             bigint           NOT NULL,
  ApplicationId     int              NULL,
  ServiceName       nvarchar(60)     NOT NULL,
  LogTimestamp      datetime2(6)     NOT NULL,
  LogType           varchar(10)      NOT NULL DEFAULT 'REQUEST',
  CorrelationId     varchar(36)      NULL,
  IsSuccess         bit              NULL DEFAULT 1,
  StatusCode        int              NULL DEFAULT 200,
  DurationMs        float            NULL,
  TraceNumber       decimal(20,0)    NULL,
  RequestData       nvarchar(max)    NULL,             -- JSON
  ResponseData      nvarchar(max)    NULL,
  ErrorMessage      nvarchar(max)    NULL,
  Payload           varbinary(4000)  NULL,
  Revision          bigint           NOT NULL DEFAULT 1,
  WrittenAt         datetime         NOT NULL DEFAULT (getdate()),
  CONSTRAINT PK_IntegrationLogs PRIMARY KEY (LogId)
);
CREATE INDEX IX_IntegrationLogs_ApplicationId ON dbo.IntegrationLogs (ApplicationId);
GO

-- Who did what to which record. Records of any table: no foreign key either.
CREATE TABLE dbo.AuditTrail (
  RecordId          bigint           NOT NULL,
  RecordType        nvarchar(30)     NOT NULL,
  SequenceNo        int              NOT NULL,
  Action            varchar(10)      NOT NULL,
  UserName          nvarchar(120)    NULL DEFAULT N'system',
  ClientAddress     varbinary(16)    NULL,             -- IPv4 or IPv6
  Severity          smallint         NOT NULL DEFAULT 0,
  Tags              varchar(40)      NOT NULL DEFAULT '',
  OldValues         nvarchar(max)    NULL,             -- JSON
  NewValues         nvarchar(max)    NULL,             -- JSON
  ElapsedSeconds    float            NULL,
  OccurredAt        datetime2(6)     NOT NULL,
  Revision          bigint           NOT NULL DEFAULT 1,
  EntryNo           bigint           IDENTITY(1, 1) NOT NULL,
  CONSTRAINT PK_AuditTrail PRIMARY KEY (RecordId, RecordType, SequenceNo)
);

-- No table of the application's: Tandem writes a row here, by which one sees how old the targets are.
CREATE TABLE dbo.tandem_heartbeat (
  pipeline          varchar(100)     NOT NULL,
  beat              bigint           NOT NULL,
  written_at        datetime2(6)     NOT NULL,
  CONSTRAINT PK_tandem_heartbeat PRIMARY KEY (pipeline)
);
GO

-- The jobs of change data capture are made in Agent, and started by it.
DECLARE @seconds int = 0;
WHILE @seconds < 120 AND NOT EXISTS
  (SELECT 1 FROM sys.dm_server_services WHERE servicename LIKE N'SQL Server Agent (%' AND status = 4)
BEGIN
  WAITFOR DELAY '00:00:01';
  SET @seconds = @seconds + 1;
END
IF @seconds = 120 THROW 50000, N'SQL Server Agent does not run: set MSSQL_AGENT_ENABLED=true.', 1;
GO
EXEC sys.sp_cdc_enable_db;
GO
DECLARE @table sysname;
DECLARE tables CURSOR LOCAL STATIC FOR
  SELECT name FROM sys.tables WHERE schema_id = SCHEMA_ID(N'dbo') AND is_ms_shipped = 0;
OPEN tables;
FETCH NEXT FROM tables INTO @table;
WHILE @@FETCH_STATUS = 0
BEGIN
  EXEC sys.sp_cdc_enable_table @source_schema = N'dbo', @source_name = @table, @role_name = NULL;
  FETCH NEXT FROM tables INTO @table;
END
CLOSE tables;
DEALLOCATE tables;
GO
