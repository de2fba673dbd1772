-- The new home of customers, as a careful team writes it by hand before Tandem first runs:
-- its own constraints, in the order and with the types that the team prefers. The other tables of
-- the schema are created by Tandem. All that Tandem asks for is the column _version.

CREATE SCHEMA IF NOT EXISTS lending;

CREATE TABLE lending.customers (
  customer_id       integer       PRIMARY KEY,
  public_id         uuid          NOT NULL,
  customer_number   varchar(10)   NOT NULL,
  customer_type     text          NOT NULL CHECK (customer_type IN ('private', 'business')),
  first_name        varchar(80),
  last_name         varchar(80)   NOT NULL,
  full_name         varchar(161),
  email             varchar(120)  UNIQUE DEFERRABLE,   -- so that two customers can swap theirs in one batch
  phone             varchar(20),
  city              varchar(60),
  country_code      varchar(2),
  birth_date        date,
  customer_since    smallint      NOT NULL,
  is_active         boolean       NOT NULL,
  marketing_consent boolean       NOT NULL,
  credit_score      smallint,
  yearly_income     numeric(15,2),
  notes             text,
  created_at        timestamp     NOT NULL,
  updated_at        timestamptz   NOT NULL,
  revision          bigint        NOT NULL,
  _version          bigint        NOT NULL
);

CREATE INDEX customers_last_name ON lending.customers (last_name);
