import { defineDetector } from '../../kit/detector.ts';
import { technologyNeeds } from '../technology-places.ts';
import { unionOf } from '../trait-union.ts';
import mongodb from './mongodb.ts';
import mysql from './mysql.ts';
import postgres from './postgres.ts';
import sqlite from './sqlite.ts';
import sqlserver from './sqlserver.ts';

export default defineDetector({
  title: 'Database',
  needs: technologyNeeds,
  detect: (seen) => unionOf([postgres, mysql, sqlserver, mongodb, sqlite], seen),
});
