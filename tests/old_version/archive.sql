BEGIN TRANSACTION;
CREATE TABLE archive_athlete (
	id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	family VARCHAR, 
	sex VARCHAR NOT NULL, 
	nation VARCHAR NOT NULL, 
	born VARCHAR, 
	ids VARCHAR, 
	spellings VARCHAR, 
	CONSTRAINT pk_archive_athlete PRIMARY KEY (id)
);
INSERT INTO "archive_athlete" VALUES(4294967297,'Olav Berg','Berg','M','NOR','1999-02-03',NULL,NULL);
INSERT INTO "archive_athlete" VALUES(4294967298,'Nils Jonas Dahlberg','Dahlberg','M','NOR','2000-05-06',NULL,NULL);
INSERT INTO "archive_athlete" VALUES(4294967299,'Tomas Arvell','Arvell','M','NOR','1998-03-04',NULL,NULL);
INSERT INTO "archive_athlete" VALUES(4294967300,'Olav Bergh','Bergh','M','NOR','1999-02-03',NULL,NULL);
INSERT INTO "archive_athlete" VALUES(4294967301,'Nils Dahlberg','Dahlberg','M','NOR','2000-05-06',NULL,NULL);
INSERT INTO "archive_athlete" VALUES(4294967302,'Daniel Okoro','Okoro','M','NGR','1997-11-20',NULL,NULL);
INSERT INTO "archive_athlete" VALUES(4294967303,'Gone Later','Later','M','NOR','2001-05-06',NULL,NULL);
INSERT INTO "archive_athlete" VALUES(8589934593,'Ole Linde','Linde','M','NOR','1998-02-04',NULL,NULL);
INSERT INTO "archive_athlete" VALUES(8589934594,'Nils Dahlberg','Dahlberg','M','NOR','2000-05-06',NULL,NULL);
INSERT INTO "archive_athlete" VALUES(8589934595,'Per Strand','Strand','M','NOR',NULL,NULL,NULL);
CREATE TABLE archive_enrichment (
	id INTEGER NOT NULL, 
	until INTEGER, 
	"row" VARCHAR NOT NULL, 
	item VARCHAR NOT NULL, 
	world_athletics VARCHAR, 
	name VARCHAR, 
	language VARCHAR, 
	born VARCHAR, 
	sex VARCHAR, 
	nation VARCHAR, 
	CONSTRAINT pk_archive_enrichment PRIMARY KEY (id)
);
INSERT INTO "archive_enrichment" VALUES(12884901889,NULL,'binding 1','Q1',NULL,'Олав Берг','ru','1999-02-03',NULL,NULL);
INSERT INTO "archive_enrichment" VALUES(12884901890,NULL,'binding 2','Q1',NULL,'Olav Berg','en','1999-02-03',NULL,NULL);
INSERT INTO "archive_enrichment" VALUES(12884901891,NULL,'binding 3','Q2',NULL,'Ole Linde','en','1998-02-04',NULL,NULL);
CREATE TABLE archive_former (
	id INTEGER NOT NULL, 
	observation_id INTEGER NOT NULL, 
	revision INTEGER NOT NULL, 
	"key" VARCHAR NOT NULL, 
	"row" VARCHAR NOT NULL, 
	race_id INTEGER NOT NULL, 
	athlete_id INTEGER, 
	team VARCHAR, 
	team_nation VARCHAR, 
	place INTEGER, 
	mark VARCHAR, 
	mark_value INTEGER, 
	hand_timed BOOLEAN NOT NULL, 
	status VARCHAR, 
	notes VARCHAR, 
	wind_mps VARCHAR, 
	CONSTRAINT pk_archive_former PRIMARY KEY (id)
);
INSERT INTO "archive_former" VALUES(1,4294967298,3,'mile|men|2024-07-01|Fjord Park, Oslovik (NOR)|final|None|Nils Jonas Dahlberg|2000-05-06','line 3',4294967297,4294967298,NULL,NULL,2,'3:54.00',23400,0,NULL,NULL,NULL);
INSERT INTO "archive_former" VALUES(2,4294967304,3,'mile|men|2024-08-01|Hall, Oslovik (NOR)|final|None|Gone Later|2001-05-06','line 9',4294967298,4294967303,NULL,NULL,9,'3:59.00',23900,0,NULL,NULL,NULL);
CREATE TABLE archive_observation (
	id INTEGER NOT NULL, 
	"key" VARCHAR NOT NULL, 
	"row" VARCHAR NOT NULL, 
	race_id INTEGER NOT NULL, 
	athlete_id INTEGER, 
	team VARCHAR, 
	team_nation VARCHAR, 
	place INTEGER, 
	mark VARCHAR, 
	mark_value INTEGER, 
	hand_timed BOOLEAN NOT NULL, 
	status VARCHAR, 
	notes VARCHAR, 
	wind_mps VARCHAR, 
	CONSTRAINT pk_archive_observation PRIMARY KEY (id)
);
INSERT INTO "archive_observation" VALUES(4294967297,'mile|men|2024-07-01|Fjord Park, Oslovik (NOR)|final|None|Olav Berg|1999-02-03','line 2',4294967297,4294967297,NULL,NULL,1,'3:50.00',23000,0,NULL,'["PB"]',NULL);
INSERT INTO "archive_observation" VALUES(4294967298,'mile|men|2024-07-01|Fjord Park, Oslovik (NOR)|final|None|Nils Jonas Dahlberg|2000-05-06','line 3',4294967297,4294967298,NULL,NULL,2,'3:54.10',23410,0,NULL,NULL,NULL);
INSERT INTO "archive_observation" VALUES(4294967299,'mile|men|2024-07-01|Fjord Park, Oslovik (NOR)|final|None|Tomas Arvell|1998-03-04','line 4',4294967297,4294967299,NULL,NULL,3,'3:55.10',23510,0,NULL,NULL,NULL);
INSERT INTO "archive_observation" VALUES(4294967300,'mile|men|2024-08-01|Hall, Oslovik (NOR)|final|None|Olav Bergh|1999-02-03','line 5',4294967298,4294967300,NULL,NULL,2,'3:52.00',23200,0,NULL,NULL,NULL);
INSERT INTO "archive_observation" VALUES(4294967301,'mile|men|2024-08-01|Hall, Oslovik (NOR)|final|None|Nils Dahlberg|2000-05-06','line 6',4294967298,4294967301,NULL,NULL,3,'3:53.00',23300,0,NULL,NULL,NULL);
INSERT INTO "archive_observation" VALUES(4294967302,'mile|men|2024-06-15|Quayside Stadium, Port Brennan (GBR)|final|None|Daniel Okoro|1997-11-20','line 7',4294967299,4294967302,NULL,NULL,3,'3:50.20',23020,0,NULL,NULL,NULL);
INSERT INTO "archive_observation" VALUES(4294967303,'mile|men|2024-06-15|Quayside Stadium, Port Brennan (GBR)|final|None|Olav Berg|1999-02-03','line 8',4294967299,4294967297,NULL,NULL,7,'3:58.00',23800,0,NULL,NULL,NULL);
INSERT INTO "archive_observation" VALUES(8589934593,'Ole LINDE|05 JUL 2024|Hill Park, Nordhamn (NOR)|','line 2',8589934593,8589934593,NULL,NULL,1,'3:49.90',22990,0,NULL,NULL,NULL);
INSERT INTO "archive_observation" VALUES(8589934594,'Nils DAHLBERG|05 JUL 2024|Hill Park, Nordhamn (NOR)|','line 3',8589934593,8589934594,NULL,NULL,2,'3:51.20',23120,0,NULL,NULL,NULL);
INSERT INTO "archive_observation" VALUES(8589934595,'Per STRAND|05 JUL 2024|Hill Park, Nordhamn (NOR)|','line 4',8589934593,8589934595,NULL,NULL,3,'3:52.00',23200,0,NULL,NULL,NULL);
CREATE TABLE archive_part (
	id INTEGER NOT NULL, 
	source_id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	rows INTEGER NOT NULL, 
	refused INTEGER NOT NULL, digest VARCHAR, checksum VARCHAR, 
	CONSTRAINT pk_archive_part PRIMARY KEY (id), 
	CONSTRAINT fk_archive_part_source_id FOREIGN KEY(source_id) REFERENCES archive_source (id), 
	CONSTRAINT uq_archive_part_source_id_name UNIQUE (source_id, name)
);
INSERT INTO "archive_part" VALUES(1,1,'club/rows.csv',7,0,'4e2280de99d36d67b73900a1f5fc7a1d','33427ba9a97e24730a0a051ac5825e17');
INSERT INTO "archive_part" VALUES(2,2,'men/one-mile.csv',3,0,'dafeb0b215465b1e85fd6bcb9486ebef','dafeb0b215465b1e85fd6bcb9486ebef');
INSERT INTO "archive_part" VALUES(3,3,'club/answer.json',3,0,NULL,'87fcd7f56dfdae13c25096a3c8e609df');
CREATE TABLE archive_race (
	id INTEGER NOT NULL, 
	discipline VARCHAR NOT NULL, 
	category VARCHAR NOT NULL, 
	date VARCHAR NOT NULL, 
	venue VARCHAR NOT NULL, 
	stadium VARCHAR, 
	city VARCHAR, 
	nation VARCHAR, 
	round VARCHAR NOT NULL, 
	heat INTEGER, 
	competition VARCHAR, 
	race_key VARCHAR, 
	indoor BOOLEAN NOT NULL, 
	whole BOOLEAN NOT NULL, 
	wind_mps VARCHAR, 
	CONSTRAINT pk_archive_race PRIMARY KEY (id)
);
INSERT INTO "archive_race" VALUES(4294967297,'mile','men','2024-07-01','Fjord Park, Oslovik (NOR)','Fjord Park','Oslovik','NOR','final',NULL,'Oslovik Open',NULL,0,0,NULL);
INSERT INTO "archive_race" VALUES(4294967298,'mile','men','2024-08-01','Hall, Oslovik (NOR)','Hall','Oslovik','NOR','final',NULL,NULL,NULL,0,0,NULL);
INSERT INTO "archive_race" VALUES(4294967299,'mile','men','2024-06-15','Quayside Stadium, Port Brennan (GBR)','Quayside Stadium','Port Brennan','GBR','final',NULL,NULL,NULL,0,0,NULL);
INSERT INTO "archive_race" VALUES(8589934593,'mile','men','2024-07-05','Hill Park, Nordhamn (NOR)','Hill Park','Nordhamn','NOR','final',NULL,NULL,NULL,0,0,NULL);
CREATE TABLE archive_source (
	id INTEGER NOT NULL, 
	slug VARCHAR NOT NULL, 
	publisher VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	published VARCHAR, 
	url VARCHAR, 
	licence VARCHAR, 
	note VARCHAR, 
	CONSTRAINT pk_archive_source PRIMARY KEY (id), 
	CONSTRAINT uq_archive_source_slug UNIQUE (slug)
);
INSERT INTO "archive_source" VALUES(1,'results-csv','The operator','Results brought as CSV',NULL,NULL,NULL,NULL);
INSERT INTO "archive_source" VALUES(2,'world-athletics-toplists','World Athletics','Season and all-time lists',NULL,'https://worldathletics.org/records/toplists',NULL,'Cut off by mark: slow races, DNF, DNS and DQ are not in them. Races are recovered.');
INSERT INTO "archive_source" VALUES(3,'wikidata','Wikidata','Names, birth dates and World Athletics ids of athletes',NULL,'https://query.wikidata.org','CC0 1.0',NULL);
CREATE TABLE archive_state (
	id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	revision INTEGER NOT NULL, checksum VARCHAR, 
	CONSTRAINT pk_archive_state PRIMARY KEY (id), 
	CONSTRAINT ck_archive_state_one CHECK (id = 1)
);
INSERT INTO "archive_state" VALUES(1,'10d1481d',8,'88ad06e7585a9f8e5e45923e53e38e98');
CREATE TABLE archive_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT archive_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "archive_version" VALUES('0004');
CREATE INDEX ix_archive_former_observation_id ON archive_former (observation_id);
COMMIT;
