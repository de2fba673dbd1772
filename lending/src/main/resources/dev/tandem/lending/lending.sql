-- The database of a lending company, as its application grew over fifteen years: eight tables,
-- names in the style of their day, and every column type that a migration has to get right.
--
--   Customers ──< Applications ──< Loans ──< Payments
--       └──< CustomerSettings         └──< LoanStatusHistory       AuditTrail, IntegrationLogs
--
-- What to look for:
--   * keys: INT, BIGINT, and composite ones, with text and with a TIMESTAMP(6) in them
--   * unique columns beside the key, whose values the application hands from row to row
--   * columns that are NULL although they have a DEFAULT: NULL must stay NULL on its way
--   * generated columns, one stored and one virtual; a TIMESTAMP that the server itself renews
--   * a column in another character set than its table's (Customers.City)
--   * foreign keys without ON DELETE: the application deletes children first. One cascades
--     (LoanStatusHistory): what it deletes is not in the binary log.
--   * Revision: raised by every change of a row, so that a test can see a row move back
--
-- Runs on MySQL 8.0.12 and later, in an empty database whose character set is utf8mb4.

CREATE TABLE Customers (
  CustomerId        INT            NOT NULL AUTO_INCREMENT,
  CustomerNumber    CHAR(10)       NOT NULL,
  CustomerType      ENUM('private','business') NOT NULL DEFAULT 'private',
  FirstName         VARCHAR(80)    NULL,
  LastName          VARCHAR(80)    NOT NULL,
  FullName          VARCHAR(161)   GENERATED ALWAYS AS (CONCAT_WS(' ', FirstName, LastName)) STORED,
  Email             VARCHAR(120)   NULL,
  Phone             VARCHAR(20)    NULL,
  City              VARCHAR(60)    CHARACTER SET latin1 NULL,
  CountryCode       CHAR(2)        NULL DEFAULT 'DE',
  BirthDate         DATE           NULL,
  CustomerSince     YEAR           NOT NULL,
  PublicId          BINARY(16)     NOT NULL,             -- a UUID
  IsActive          TINYINT(1)     NOT NULL DEFAULT 1,
  MarketingConsent  BIT(1)         NOT NULL DEFAULT b'0',
  CreditScore       SMALLINT       NULL DEFAULT 500,
  YearlyIncome      DECIMAL(15,2)  NULL,
  Notes             TEXT           NULL,
  CreatedAt         DATETIME       NOT NULL,
  UpdatedAt         TIMESTAMP      NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  Revision          BIGINT         NOT NULL DEFAULT 1,
  PRIMARY KEY (CustomerId),
  UNIQUE KEY UX_Customers_CustomerNumber (CustomerNumber),
  UNIQUE KEY UX_Customers_Email (Email),
  UNIQUE KEY UX_Customers_PublicId (PublicId)
);

-- What a customer has chosen, one row for each setting.
CREATE TABLE CustomerSettings (
  CustomerId        INT            NOT NULL,
  SettingName       VARCHAR(40)    NOT NULL,
  SettingValue      TEXT           NULL,
  Channels          SET('email','sms','post','phone') NOT NULL DEFAULT '',
  Flags             BIT(8)         NOT NULL DEFAULT b'00000000',
  Weight            FLOAT          NULL DEFAULT 1,
  QuietFrom         TIME(6)        NULL,
  QuietUntil        TIME(6)        NULL DEFAULT '07:00:00',
  Extra             JSON           NULL,
  ChangedAt         TIMESTAMP(6)   NULL DEFAULT NULL,
  Revision          BIGINT         NOT NULL DEFAULT 1,
  PRIMARY KEY (CustomerId, SettingName),
  CONSTRAINT FK_CustomerSettings_Customers FOREIGN KEY (CustomerId) REFERENCES Customers (CustomerId)
);

CREATE TABLE Applications (
  ApplicationId     INT            NOT NULL AUTO_INCREMENT,
  ApplicationNumber VARCHAR(20)    NOT NULL,
  CustomerId        INT            NOT NULL,
  ProductCode       CHAR(6)        NOT NULL,
  Channel           TINYINT        NOT NULL DEFAULT 1,
  Status            ENUM('draft','submitted','in_review','approved','declined','withdrawn')
                                   NOT NULL DEFAULT 'draft',
  RequestedAmount   DECIMAL(12,2)  NOT NULL,
  TermMonths        TINYINT UNSIGNED NOT NULL DEFAULT 36,
  HouseholdIncome   MEDIUMINT UNSIGNED NULL DEFAULT 0,
  ScoreFactor       FLOAT          NULL,
  Documents         SET('id_card','payslip','tax_return','bank_statement') NULL DEFAULT '',
  RiskModel         JSON           NULL,
  Comments          MEDIUMTEXT     NULL,
  Fingerprint       VARBINARY(32)  NULL,
  CallbackAt        TIME           NULL,
  DesiredPayout     DATE           NULL,
  SubmittedAt       DATETIME(6)    NULL,
  DecidedAt         DATETIME       NULL,
  Revision          BIGINT         NOT NULL DEFAULT 1,
  PRIMARY KEY (ApplicationId),
  UNIQUE KEY UX_Applications_ApplicationNumber (ApplicationNumber),
  CONSTRAINT FK_Applications_Customers FOREIGN KEY (CustomerId) REFERENCES Customers (CustomerId)
);

CREATE TABLE Loans (
  LoanId            BIGINT         NOT NULL AUTO_INCREMENT,
  ContractNumber    VARCHAR(32)    NOT NULL,
  ApplicationId     INT            NOT NULL,
  Status            ENUM('active','overdue','closed','written_off') NOT NULL DEFAULT 'active',
  Principal         DECIMAL(15,2)  NOT NULL,
  PaidAmount        DECIMAL(15,2)  NOT NULL DEFAULT 0.00,
  OutstandingAmount DECIMAL(16,2)  GENERATED ALWAYS AS (Principal - PaidAmount) VIRTUAL,
  InterestRate      DECIMAL(20,15) NOT NULL,
  LedgerBalance     DECIMAL(65,30) NULL,
  IndexFactor       DOUBLE         NULL DEFAULT 1,
  LedgerReference   BIGINT UNSIGNED NULL,
  RiskClass         TINYINT        NULL DEFAULT 3,
  DaysOverdue       SMALLINT       NULL DEFAULT 0,
  StartDate         DATE           NOT NULL,
  EndDate           DATE           NULL,
  FirstYear         YEAR           NULL,
  SignedAt          TIMESTAMP(6)   NULL DEFAULT NULL,
  Signature         BLOB           NULL,
  Collateral        JSON           NULL,
  Terms             MEDIUMTEXT     NULL,
  Revision          BIGINT         NOT NULL DEFAULT 1,
  PRIMARY KEY (LoanId),
  UNIQUE KEY UX_Loans_ContractNumber (ContractNumber),
  CONSTRAINT FK_Loans_Applications FOREIGN KEY (ApplicationId) REFERENCES Applications (ApplicationId)
);

CREATE TABLE Payments (
  PaymentId         BIGINT         NOT NULL AUTO_INCREMENT,
  LoanId            BIGINT         NOT NULL,
  PaymentDate       DATE           NOT NULL,
  Amount            DECIMAL(15,2)  NOT NULL,
  Fee               DECIMAL(9,4)   NULL DEFAULT 0.0000,
  Currency          CHAR(3)        NOT NULL DEFAULT 'EUR',
  ExchangeRate      FLOAT          NULL,
  PaymentMethod     ENUM('debit','transfer','card','cash') NOT NULL DEFAULT 'debit',
  InstallmentNo     SMALLINT UNSIGNED NULL DEFAULT 1,
  IsReversal        BIT(1)         NOT NULL DEFAULT b'0',
  Flags             BIT(8)         NOT NULL DEFAULT b'00000000',
  Reference         VARCHAR(140)   NULL,
  IdempotencyKey    BINARY(16)     NOT NULL,             -- a UUID
  Details           JSON           NULL,
  BookedAt          DATETIME(6)    NULL,
  Revision          BIGINT         NOT NULL DEFAULT 1,
  PRIMARY KEY (PaymentId),
  UNIQUE KEY UX_Payments_IdempotencyKey (IdempotencyKey),
  CONSTRAINT FK_Payments_Loans FOREIGN KEY (LoanId) REFERENCES Loans (LoanId)
);

CREATE TABLE LoanStatusHistory (
  LoanId            BIGINT         NOT NULL,
  ChangedAt         TIMESTAMP(6)   NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  OldStatus         ENUM('active','overdue','closed','written_off') NULL DEFAULT 'active',
  NewStatus         ENUM('active','overdue','closed','written_off') NOT NULL,
  ChangedBy         VARCHAR(60)    NULL,
  Reason            TEXT           NULL,
  DaysInStatus      INT            NULL,
  Exposure          DECIMAL(38,10) NULL,
  Revision          BIGINT         NOT NULL DEFAULT 1,
  PRIMARY KEY (LoanId, ChangedAt),
  CONSTRAINT FK_LoanStatusHistory_Loans FOREIGN KEY (LoanId) REFERENCES Loans (LoanId)
    ON DELETE CASCADE
);

-- Calls of other systems. Logs outlive what they speak of: no foreign key to Applications.
CREATE TABLE IntegrationLogs (
  LogId             BIGINT         NOT NULL AUTO_INCREMENT,
  ApplicationId     INT            NULL,
  ServiceName       VARCHAR(60)    NOT NULL,
  LogTimestamp      DATETIME(6)    NOT NULL,
  LogType           ENUM('REQUEST','RESPONSE','ERROR','TRACE') NOT NULL DEFAULT 'REQUEST',
  CorrelationId     VARCHAR(36)    NULL,
  IsSuccess         TINYINT(1)     NULL DEFAULT 1,
  StatusCode        SMALLINT UNSIGNED NULL DEFAULT 200,
  DurationMs        DOUBLE         NULL,
  TraceNumber       BIGINT UNSIGNED NULL,
  RequestData       JSON           NULL,
  ResponseData      MEDIUMTEXT     NULL,
  ErrorMessage      TEXT           NULL,
  Payload           BLOB           NULL,
  Revision          BIGINT         NOT NULL DEFAULT 1,
  PRIMARY KEY (LogId),
  KEY IX_IntegrationLogs_ApplicationId (ApplicationId)
);

-- Who did what to which record. Records of any table: no foreign key either.
CREATE TABLE AuditTrail (
  RecordId          BIGINT         NOT NULL,
  RecordType        VARCHAR(30)    NOT NULL,
  SequenceNo        INT            NOT NULL,
  Action            ENUM('insert','update','delete','login') NOT NULL,
  UserName          VARCHAR(60)    NULL DEFAULT 'system',
  ClientAddress     VARBINARY(16)  NULL,                 -- IPv4 or IPv6
  Severity          TINYINT        NOT NULL DEFAULT 0,
  Tags              SET('gdpr','fraud','manual','batch') NOT NULL DEFAULT '',
  OldValues         JSON           NULL,
  NewValues         JSON           NULL,
  ElapsedSeconds    DOUBLE         NULL,
  OccurredAt        DATETIME(6)    NOT NULL,
  Revision          BIGINT         NOT NULL DEFAULT 1,
  PRIMARY KEY (RecordId, RecordType, SequenceNo)
);

-- No table of the application's: Tandem writes a row here, by which one sees how old the targets are.
CREATE TABLE tandem_heartbeat (
  pipeline          VARCHAR(100)   CHARACTER SET ascii NOT NULL,
  beat              BIGINT         NOT NULL,
  written_at        DATETIME(6)    NOT NULL,
  PRIMARY KEY (pipeline)
);
